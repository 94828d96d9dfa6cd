package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const hugoVersion = "0.165.0" // later ones need a newer Go

// equip builds the program and finds Hugo, or installs it.
func (p *plan) equip() error {
	p.program = filepath.Join(p.dir, "briefing")
	if err := p.goTool(nil, "build", "-o", p.program, "./cmd/briefing"); err != nil {
		return err
	}
	if p.hugo == "none" {
		p.hugo = ""
		return nil
	}
	tools := filepath.Join(p.root, ".tools")
	for _, at := range []string{p.hugo, "hugo", filepath.Join(tools, "hugo")} {
		if found, err := exec.LookPath(at); err == nil && isHugo(found) {
			p.hugo = found
			return nil
		}
	}
	if p.hugo != "" {
		return fmt.Errorf("%s is no Hugo %s", p.hugo, hugoVersion)
	}
	p.say("installing Hugo %s into %s", hugoVersion, tools)
	if err := p.goTool([]string{"GOBIN=" + tools}, "install", "github.com/gohugoio/hugo@v"+hugoVersion); err != nil {
		p.say("going on without Hugo: %v", err)
		return nil
	}
	p.hugo = filepath.Join(tools, "hugo")
	return nil
}

func isHugo(program string) bool {
	out, err := exec.Command(program, "version").Output()
	return err == nil && strings.Contains(string(out), "v"+hugoVersion)
}

// goTool runs the go command in the repository, with what is set beside the environment.
func (p *plan) goTool(set []string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), set...)
	cmd.Dir = p.root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return nil
}

// machine says what the measurements were made with.
func machine() string {
	model := runtime.GOARCH
	if f, err := os.Open("/proc/cpuinfo"); err == nil {
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "model name"); ok {
				model = strings.TrimLeft(name, "\t :")
				break
			}
		}
	}
	return fmt.Sprintf("%d cores (%s), %s/%s, %s", runtime.NumCPU(), model, runtime.GOOS, runtime.GOARCH, runtime.Version())
}
