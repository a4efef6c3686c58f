module github.com/aduan-go/aduan/internal/bench

go 1.25

require (
	github.com/aduan-go/aduan v0.0.0
	github.com/rickar/cal/v2 v2.1.13
	github.com/stretchr/testify v1.12.1
)

require go.yaml.in/yaml/v3 v3.0.6 // indirect

replace github.com/aduan-go/aduan => ../..
