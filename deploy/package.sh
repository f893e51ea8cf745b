#!/usr/bin/env bash
# Makes dist/renderstack-VERSION-ARCH.tar.gz, which runs in a bare container of the same Debian or a newer one:
#   bin/renderstack                  the program, the Swift libraries linked into it
#   lib/renderstack/*.so*            the C libraries that it was built against
#   share/renderstack/fonts          Inter, Noto and Noto Color Emoji, so that no text becomes boxes
#   share/renderstack/samples        the sample templates and assets
#   share/renderstack/ca-certificates.crt  certificate authorities, for machines without any
#   share/doc/renderstack            the licences of what is in here
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=.build/dist
# A runtime path of the old kind: it also leads the C libraries to each other.
flags=(-c release --product renderstack --static-swift-stdlib --scratch-path "$scratch"
    -Xlinker --disable-new-dtags -Xlinker -rpath -Xlinker "\$ORIGIN/../lib/renderstack")
swift build "${flags[@]}"
program=$(swift build "${flags[@]}" --show-bin-path)/renderstack

version=$("$program" --version)
name="renderstack-$version-$(uname -m)"
stage="dist/$name"
rm -rf "$stage"
mkdir -p "$stage"/{bin,lib/renderstack,share/renderstack/fonts,share/renderstack/samples,share/doc/renderstack}

install -m 755 "$program" "$stage/bin/renderstack"
strip --strip-debug "$stage/bin/renderstack"

# The C library itself comes with every Debian; a second one beside it would not start.
own='^(linux-vdso|ld-linux.*|libc|libm|libdl|librt|libpthread|libresolv|libutil|libanl|libnss_.*)\.so'
ldd "$program" | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }' | while read -r library path; do
    [[ $library =~ $own ]] || install -m 644 "$(readlink -f "$path")" "$stage/lib/renderstack/$library"
done

for pattern in /usr/share/fonts/opentype/inter/Inter*.otf /usr/share/fonts/truetype/noto/NotoSans*.ttf \
    /usr/share/fonts/truetype/noto/NotoSerif*.ttf /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf \
    /usr/share/fonts/opentype/noto/Noto*CJK-*.ttc; do
    install -m 644 "$pattern" "$stage/share/renderstack/fonts/"
done

cp -R deploy/samples/. "$stage/share/renderstack/samples/"
install -m 644 deploy/renderstack.service "$stage/share/doc/renderstack/"
# Each library's and font's licence, from the Debian package that brought it. What has none is not packed.
owner() {
    { dpkg --search "$1" || dpkg --search "${1#/usr}"; } 2>/dev/null | head -1 | cut -d: -f1 | grep . || {
        echo "No package brought $1, so there is no licence for it." >&2
        return 1
    }
}
{
    printf '%s\n' fonts-inter fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji ca-certificates libstdc++6 libgcc-s1
    ldd "$program" | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }' | while read -r library path; do
        [[ $library =~ $own ]] || owner "$(readlink -f "$path")"
    done
} | sort -u | while read -r package; do
    install -m 644 "/usr/share/doc/$package/copyright" "$stage/share/doc/renderstack/$package.copyright"
done

# The Swift runtime and packages are linked into the program.
swift_licence="$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")/share/swift/LICENSE.txt"
install -m 644 "$swift_licence" "$stage/share/doc/renderstack/swift.copyright"
for checkout in "$scratch"/checkouts/*/; do
    for notice in "$checkout"LICENSE* "$checkout"NOTICE*; do
        [[ ! -f $notice ]] || install -m 644 "$notice" \
            "$stage/share/doc/renderstack/$(basename "$checkout").$(basename "$notice")"
    done
done

# The last resort of a machine that has no certificate authorities of its own.
install -m 644 /etc/ssl/certs/ca-certificates.crt "$stage/share/renderstack/"

tar --create --gzip --owner=0 --group=0 --sort=name --file "dist/$name.tar.gz" --directory dist "$name"
echo "dist/$name.tar.gz"
