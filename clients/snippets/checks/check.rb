# Prints the URL of every published vector, for the test that compares them.
require "json"
require_relative "../sign"

published = JSON.parse(File.read(ARGV[0], encoding: "UTF-8"))
published["vectors"].each do |vector|
  puts signed_url("https://images.example.com", vector["pairs"].to_h, published["secret"], vector["exp"])
end
