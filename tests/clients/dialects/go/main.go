// What the readers of Kubernetes and of container registries, which are written in Go, make of texts: reads
// {"table": ..., "rows": [[text, ...], ...]} as JSON from standard input, writes a list of answers.
package main

import (
	"encoding/json"
	"os"

	"github.com/distribution/reference"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/api/validate/content"
)

type question struct {
	Table string     `json:"table"`
	Rows  [][]string `json:"rows"`
}

func verdict(good bool) string {
	if good {
		return "ok"
	}
	return "ERR"
}

func answer(table string, row []string) string {
	switch table {
	case "kubernetes-quantities.tsv":
		found, err := resource.ParseQuantity(row[0])
		if err != nil {
			return "ERR"
		}
		return found.String()
	case "kubernetes-names.tsv":
		if row[0] == "key" {
			return verdict(len(content.IsLabelKey(row[1])) == 0)
		}
		return verdict(len(content.IsLabelValue(row[1])) == 0)
	default:
		_, err := reference.ParseNormalizedNamed(row[0])
		return verdict(err == nil)
	}
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		panic(err)
	}
	answers := make([]string, 0, len(asked.Rows))
	for _, row := range asked.Rows {
		answers = append(answers, answer(asked.Table, row))
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
