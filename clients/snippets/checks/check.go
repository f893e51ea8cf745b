// Prints the URL of every published vector, for the test that compares them.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	var published struct {
		Secret  string
		Vectors []struct {
			Pairs [][2]string
			Exp   int64
		}
	}
	bytes, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(bytes, &published)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, vector := range published.Vectors {
		parameters := map[string]string{}
		for _, pair := range vector.Pairs {
			parameters[pair[0]] = pair[1]
		}
		fmt.Println(SignedURL("https://images.example.com", parameters, published.Secret, vector.Exp))
	}
}
