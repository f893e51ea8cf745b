<?php

/** A signed image URL that works from any page or mail until $expires (seconds since 1970). */
function signed_url(string $server, array $parameters, string $secret, int $expires): string
{
    $parameters['exp'] = $expires;
    uksort($parameters, fn ($a, $b) => strcmp((string) $a, (string) $b));
    $pairs = [];
    foreach ($parameters as $name => $value) {
        $pairs[] = rawurlencode((string) $name) . '=' . rawurlencode((string) $value);
    }
    $query = implode('&', $pairs);
    $digest = hash_hmac('sha256', "GET\n/api/v1/render\n$query", $secret, true);
    $signature = rtrim(strtr(base64_encode($digest), '+/', '-_'), '=');
    return "$server/api/v1/render?$query&sig=$signature";
}
