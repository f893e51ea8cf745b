#!/usr/bin/env bash
# Makes dist/renderstack-VERSION-ARCH.tar.gz, which runs in a bare container of the same Debian or a newer one:
#   bin/renderstack                  the program, the Swift libraries linked into it
#   lib/renderstack/*.so*            the C libraries that it was built against
#   share/renderstack/fonts          Inter, Noto and Noto Color Emoji, so that no text becomes boxes
#   share/renderstack/samples        the sample templates and assets
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
for package in fonts-inter fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji libfreetype6 libharfbuzz0b \
    libfribidi0 libicu72 libpng16-16 libturbojpeg0 libsqlite3-0 libglib2.0-0 libgraphite2-3 libpcre2-8-0 libbrotli1 \
    zlib1g libstdc++6 libgcc-s1 libisal2; do
    copyright="/usr/share/doc/$package/copyright"
    [[ ! -f $copyright ]] || install -m 644 "$copyright" "$stage/share/doc/renderstack/$package.copyright"
done

tar --create --gzip --owner=0 --group=0 --sort=name --file "dist/$name.tar.gz" --directory dist "$name"
echo "dist/$name.tar.gz"
