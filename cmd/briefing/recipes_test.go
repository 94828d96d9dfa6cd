package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// fences returns the blocks of a language in README.md.
func fences(t *testing.T, lang string) (blocks []string) {
	t.Helper()
	raw, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, after := range strings.Split(string(raw), "```"+lang+"\n")[1:] {
		block, _, _ := strings.Cut(after, "```")
		blocks = append(blocks, block)
	}
	if len(blocks) == 0 {
		t.Fatalf("README.md has no block of %s", lang)
	}
	return blocks
}

// TestRecipes: the workflows that briefing new writes, and those in README.md, are YAML; the shell in them is shell; and
// whatever they ask of briefing, it has.
func TestRecipes(t *testing.T) {
	recipes := map[string]string{}
	for i, block := range fences(t, "yaml") {
		recipes[fmt.Sprint("README.md ", i)] = block
	}
	err := fs.WalkDir(starter, "starter", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".yml" {
			raw, err := fs.ReadFile(starter, name)
			recipes[name] = string(raw)
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(recipes) < 3 {
		t.Fatalf("%d recipes", len(recipes))
	}
	var scripts []string
	for name, body := range recipes {
		var recipe any
		if err := yaml.UnmarshalWithOptions([]byte(body), &recipe, yaml.UseOrderedMap()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		scripts = append(scripts, shell(recipe)...)
	}
	scripts = append(scripts, fences(t, "sh")...)
	commands := 0
	for _, script := range scripts {
		expanded := strings.NewReplacer("${{ ", "x", " }}", "x").Replace(script) // what the host puts in before a shell sees it
		check := exec.Command("/bin/sh", "-n")
		check.Stdin = strings.NewReader(expanded)
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s\n%v: %s", script, err, out)
		}
		for line := range strings.Lines(script) {
			if fields := strings.Fields(line); len(fields) > 1 && path.Base(fields[0]) == "briefing" {
				known(t, fields[1:])
				commands++
			}
		}
	}
	if commands < 8 {
		t.Errorf("only %d commands of briefing are in the recipes", commands)
	}
}

// shell returns the scripts of a workflow: what stands under run or script.
func shell(v any) (scripts []string) {
	switch v := v.(type) {
	case yaml.MapSlice:
		for _, e := range v {
			lines, several := e.Value.([]any)
			switch {
			case e.Key != "run" && e.Key != "script":
				scripts = append(scripts, shell(e.Value)...)
			case several:
				for _, line := range lines {
					scripts = append(scripts, fmt.Sprint(line))
				}
			default:
				scripts = append(scripts, fmt.Sprint(e.Value))
			}
		}
	case []any:
		for _, e := range v {
			scripts = append(scripts, shell(e)...)
		}
	}
	return scripts
}

// known fails where a command or a flag of it isn't one of ours.
func known(t *testing.T, args []string) {
	t.Helper()
	root := rootCommand(&env{})
	cmd, _, err := root.Find(args[:1])
	if err != nil || cmd == root {
		t.Errorf("briefing %s: %v", args[0], err)
		return
	}
	for _, arg := range args[1:] {
		name, isFlag := strings.CutPrefix(arg, "--")
		name, _, _ = strings.Cut(name, "=")
		if isFlag && !cmd.DisableFlagParsing && cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
			t.Errorf("briefing %s has no flag --%s", args[0], name)
		}
	}
}
