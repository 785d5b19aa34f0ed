//go:build tools

// Package toolchain names the program that is built here, so that `go mod tidy` keeps what it needs.
package toolchain

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
