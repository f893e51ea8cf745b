// Prints the URL of every published vector, for the test that compares them.
import { readFileSync } from "node:fs";
import { signedURL } from "../sign.mjs";

const { secret, vectors } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const vector of vectors) {
  console.log(signedURL("https://images.example.com", Object.fromEntries(vector.pairs), secret, vector.exp));
}
