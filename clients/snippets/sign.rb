require "base64"
require "erb"
require "openssl"

# A signed image URL that works from any page or mail until `expires` (seconds since 1970).
def signed_url(server, parameters, secret, expires)
  query = parameters.merge("exp" => expires)
    .sort_by { |name, _| name.b }
    .map { |name, value| "#{ERB::Util.url_encode(name)}=#{ERB::Util.url_encode(value.to_s)}" }
    .join("&")
  digest = OpenSSL::HMAC.digest("SHA256", secret, "GET\n/api/v1/render\n#{query}")
  signature = Base64.urlsafe_encode64(digest, padding: false)
  "#{server}/api/v1/render?#{query}&sig=#{signature}"
end
