<?php
// Prints the URL of every published vector, for the test that compares them.
require __DIR__ . '/../sign.php';

$published = json_decode(file_get_contents($argv[1]), true);
foreach ($published['vectors'] as $vector) {
    $parameters = array_combine(array_column($vector['pairs'], 0), array_column($vector['pairs'], 1));
    echo signed_url('https://images.example.com', $parameters, $published['secret'], $vector['exp']), "\n";
}
