module dialects

go 1.19

require (
	github.com/distribution/reference v0.6.0
	k8s.io/apimachinery v0.37.0-beta.0
)
