package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"sort"
	"strconv"
	"strings"
)

// SignedURL makes an image URL that works from any page or mail until expires (seconds since 1970).
func SignedURL(server string, parameters map[string]string, secret string, expires int64) string {
	names := []string{"exp"}
	for name := range parameters {
		names = append(names, name)
	}
	sort.Strings(names)
	encode := func(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
	pairs := make([]string, 0, len(names))
	for _, name := range names {
		value := parameters[name]
		if name == "exp" {
			value = strconv.FormatInt(expires, 10)
		}
		pairs = append(pairs, encode(name)+"="+encode(value))
	}
	query := strings.Join(pairs, "&")
	code := hmac.New(sha256.New, []byte(secret))
	code.Write([]byte("GET\n/api/v1/render\n" + query))
	return server + "/api/v1/render?" + query + "&sig=" + base64.RawURLEncoding.EncodeToString(code.Sum(nil))
}
