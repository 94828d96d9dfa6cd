package timex

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"briefing/internal/text"
)

// The rules of a language file are alternatives of elements:
//
//	day  =
//	    (the)? DAY of? MONTH (",")? YEAR
//
// A lower-case word is itself; an upper-case one is a word class or a numeral (see numeral.go), and sets the field
// of its name; <name> is another rule, whose fields are merged, <name@a> one whose meaning is kept whole as the first
// expression inside. ( | ) groups, ? makes optional, ~ asks that no space stands here, _ that no hyphen is skipped,
// ! looks ahead for what must not follow, {future} and {news} hold
// an alternative for one strategy, [ and ] bound the span where it is less than what is matched, and
// +field=value sets a field.

// A rule is a named list of alternatives.
type rule struct {
	name string
	alts []int32 // entry points into code
}

// A start is an alternative and the kinds of words that may stand second in what it matches: where their set begins
// among those of the language, or anyKind where it may match one word alone.
type start struct {
	alt    int32
	second int32
	needs  needs
}

// starts is the alternatives of a rule that may begin with a word of some kind, what may stand second in any of them, and
// what all of them need.
type starts struct {
	list   []start
	second int32
	needs  needs
}

const anyKind = -1

// A wordset is a set of kinds of words.
type wordset []uint64

func (w wordset) has(id uint16) bool { return w[id>>6]&(1<<(id&63)) != 0 }

func (w wordset) add(id int) { w[id>>6] |= 1 << (id & 63) }

func (w wordset) count() (n int) {
	for _, x := range w {
		n += bits.OnesCount64(x)
	}
	return n
}

func (w wordset) union(o wordset) {
	for i, x := range o {
		w[i] |= x
	}
}

type opcode uint8

const (
	opEnd opcode = iota
	opWord
	opClass
	opNumeral
	opDigits // arg: the value
	opRule   // arg: rule, arg2: 0 merge, 1 child a, 2 child b
	opSplit  // next or alt; arg, arg2: the sets of kinds that either may begin with, or anyKind
	opSet
	opOpen
	opClose
	opGlue
	opApart // no hyphen may be skipped before the next element
	opNot   // arg: index of instr that must not match
	opWhen  // arg: 1 only by the strategy future, 0 only by the others
)

// An instr is one step of a rule.
type instr struct {
	op   opcode
	next int32
	alt  int32
	arg  int32
	arg2 int32
}

type pendingAlt struct {
	rule int
	text string
}

// ruleLine reads a line of [rules]: "name =" or an indented alternative.
func (c *compiler) ruleLine(line string) error {
	if line[0] != ' ' && line[0] != '\t' {
		name, rest, ok := strings.Cut(line, "=")
		if name = strings.TrimSpace(name); !ok || strings.TrimSpace(rest) != "" {
			return fmt.Errorf("%q does not begin a rule", line)
		}
		if _, ok := c.names[name]; ok {
			return fmt.Errorf("rule %q is given twice", name)
		}
		c.names[name] = len(c.rules)
		c.current = len(c.rules)
		c.rules = append(c.rules, rule{name: name})
		return nil
	}
	if len(c.rules) == 0 {
		return fmt.Errorf("an alternative before the first rule")
	}
	c.pending = append(c.pending, pendingAlt{c.current, strings.TrimSpace(line)})
	return nil
}

// finish compiles the rules, once all words and names are known.
func (c *compiler) finish() error {
	for _, p := range c.pending {
		parser := altParser{compiler: c, tokens: lexAlt(p.text)}
		end := c.emit(instr{op: opEnd})
		start, err := parser.sequence(end)
		if err == nil && parser.pos < len(parser.tokens) {
			err = fmt.Errorf("unexpected %q", parser.tokens[parser.pos])
		}
		if err != nil {
			return fmt.Errorf("rule %s: %q: %w", c.rules[p.rule].name, p.text, err)
		}
		c.rules[p.rule].alts = append(c.rules[p.rule].alts, start)
	}
	for i := range c.entries {
		slices.SortStableFunc(c.entries[i].phrases, func(a, b phrase) int { return len(b.rest) - len(a.rest) })
	}
	var ok bool
	if c.top, ok = c.names["top"]; !ok {
		return fmt.Errorf("no rule top")
	}
	for name, at := range map[string]*uint8{"n": &c.number, "o": &c.ordinal, "nand": &c.andword, "osuf": &c.suffix,
		"cuefut": &c.cuefut, "cuepast": &c.cuepast,
		"stamp":   &c.stamp,
		"cueplan": &c.cueplan, "cueperf": &c.cueperf,
		"cuepart": &c.cuepart, "det": &c.det, "notyear": &c.notyear, "measure": &c.measure} {
		if *at, ok = c.classes[name]; !ok {
			return fmt.Errorf("no words of class %s", name)
		}
	}
	c.pastEndings = strings.Fields(c.settings["past endings"])
	c.participles = strings.Fields(c.settings["participle endings"])
	c.neutralEndings = strings.Fields(c.settings["neutral endings"])
	c.looseEndings = strings.Fields(c.settings["endings after have"])
	c.futureEndings = strings.Fields(c.settings["future endings"])
	c.coming = c.settings["next weekday"] == "coming"
	if err := c.leftRecursion(); err != nil {
		return err
	}
	c.firsts()
	c.mention()
	for w := range c.vocab.All {
		known := c.vocab.Put(w)
		known.kind, known.trigger = c.kind[known.id], c.trigger[known.id]
	}
	c.aNumber = word{wordNumber, c.kind[wordNumber], c.trigger[wordNumber]}
	return nil
}

// leftRecursion refuses rules that may begin with themselves: the matcher would not end.
func (c *compiler) leftRecursion() error {
	state := make([]uint8, len(c.rules)) // 1 being looked at, 2 done
	var visit func(r int) error
	var follow func(pc int32) error
	follow = func(pc int32) error {
		in := c.code[pc]
		switch in.op {
		case opRule:
			return visit(int(in.arg))
		case opSplit:
			if err := follow(in.next); err != nil {
				return err
			}
			return follow(in.alt)
		case opWord, opClass, opDigits, opNumeral, opEnd:
			return nil
		}
		return follow(in.next)
	}
	visit = func(r int) error {
		if state[r] == 2 {
			return nil
		}
		if state[r] == 1 {
			return fmt.Errorf("rule %q may begin with itself", c.rules[r].name)
		}
		state[r] = 1
		for _, alt := range c.rules[r].alts {
			if err := follow(alt); err != nil {
				return err
			}
		}
		state[r] = 2
		return nil
	}
	return visit(c.top)
}

// mention marks the words that rules mention, by themselves, by their class or as part of a phrase.
func (c *compiler) mention() {
	c.known = make([]bool, len(c.entries))
	c.known[wordNumber], c.known[wordHyphen] = true, true
	used := uint64(1<<c.number | 1<<c.ordinal | 1<<c.andword | 1<<c.suffix)
	for _, in := range c.code {
		switch in.op {
		case opWord:
			c.known[in.arg] = true
		case opClass:
			used |= 1 << in.arg
		}
	}
	for id := range c.entries {
		e := &c.entries[id]
		c.known[id] = c.known[id] || e.mask&used != 0
		for _, p := range e.phrases {
			for _, w := range p.rest {
				c.known[w] = c.known[w] || used&(1<<p.class) != 0
			}
		}
	}
}

func (c *compiler) emit(i instr) int32 {
	c.code = append(c.code, i)
	return int32(len(c.code) - 1)
}

// lexAlt cuts an alternative into its elements.
func lexAlt(s string) (list []string) {
	for i := 0; i < len(s); {
		switch b := s[i]; {
		case b == ' ':
			i++
		case b == '"':
			j := i + 1 + strings.IndexByte(s[i+1:], '"')
			list = append(list, s[i:j+1])
			i = j + 1
		case b == '<':
			j := i + strings.IndexByte(s[i:], '>')
			list = append(list, s[i:j+1])
			i = j + 1
		case b == '{':
			j := i + strings.IndexByte(s[i:], '}')
			list = append(list, s[i:j+1])
			i = j + 1
		case strings.IndexByte("()|?[]~!_", b) >= 0:
			list = append(list, s[i:i+1])
			i++
		default:
			j := i
			for j < len(s) && strings.IndexByte(" ()|?[]~!\"<", s[j]) < 0 {
				j++
			}
			list = append(list, s[i:j])
			i = j
		}
	}
	return list
}

// An altParser compiles one alternative. Each method takes the instruction that follows and returns the first of its
// own: code is laid out from the end.
type altParser struct {
	*compiler
	tokens []string
	pos    int
}

// sequence compiles elements up to a closing parenthesis or bar.
func (p *altParser) sequence(next int32) (int32, error) {
	var items [][2]int // token ranges of the elements
	for p.pos < len(p.tokens) && p.tokens[p.pos] != ")" && p.tokens[p.pos] != "|" {
		start := p.pos
		if err := p.skip(); err != nil {
			return 0, err
		}
		items = append(items, [2]int{start, p.pos})
	}
	end := p.pos
	for i := len(items) - 1; i >= 0; i-- {
		var err error
		p.pos = items[i][0]
		if next, err = p.element(next); err != nil {
			return 0, err
		}
	}
	p.pos = end
	return next, nil
}

// skip moves past one element and its question mark.
func (p *altParser) skip() error {
	depth := 0
	for {
		if p.pos >= len(p.tokens) {
			return fmt.Errorf("unbalanced parentheses")
		}
		t := p.tokens[p.pos]
		p.pos++
		switch t {
		case "(":
			depth++
		case ")":
			depth--
		case "!":
			continue
		}
		if depth == 0 {
			break
		}
	}
	if p.pos < len(p.tokens) && p.tokens[p.pos] == "?" {
		p.pos++
	}
	return nil
}

// element compiles the element at pos, with its question mark.
func (p *altParser) element(next int32) (int32, error) {
	start, err := p.atom(next)
	if err == nil && p.pos < len(p.tokens) && p.tokens[p.pos] == "?" {
		p.pos++
		return p.emit(instr{op: opSplit, next: start, alt: next}), nil
	}
	return start, err
}

func (p *altParser) atom(next int32) (int32, error) {
	t := p.tokens[p.pos]
	p.pos++
	switch {
	case t == "(":
		return p.group(next)
	case t == "[":
		return p.emit(instr{op: opOpen, next: next}), nil
	case t == "]":
		return p.emit(instr{op: opClose, next: next}), nil
	case t == "~":
		return p.emit(instr{op: opGlue, next: next}), nil
	case t == "{future}" || t == "{news}":
		when := int32(0)
		if t == "{future}" {
			when = 1
		}
		return p.emit(instr{op: opWhen, next: next, arg: when}), nil
	case t == "_":
		return p.emit(instr{op: opApart, next: next}), nil
	case t == "!":
		inner, err := p.atom(p.emit(instr{op: opEnd}))
		return p.emit(instr{op: opNot, next: next, arg: inner}), err
	case t[0] == '+':
		return p.tag(t[1:], next)
	case t[0] == '<':
		return p.reference(t[1:len(t)-1], next)
	case t[0] == '"':
		return p.literal(t[1:len(t)-1], next)
	case t[0] >= 'A' && t[0] <= 'Z':
		if n, ok := numerals[t]; ok {
			return p.emit(instr{op: opNumeral, next: next, arg: int32(n)}), nil
		}
		k, ok := p.classes[strings.ToLower(t)]
		if !ok {
			return 0, fmt.Errorf("unknown class %s", t)
		}
		return p.emit(instr{op: opClass, next: next, arg: int32(k), arg2: int32(p.fields[k])}), nil
	}
	return p.literal(t, next)
}

// group compiles alternatives in parentheses, the opening one already read.
func (p *altParser) group(next int32) (int32, error) {
	start := int32(-1)
	for {
		s, err := p.sequence(next)
		if err != nil {
			return 0, err
		}
		if start < 0 {
			start = s
		} else {
			start = p.emit(instr{op: opSplit, next: start, alt: s})
		}
		if p.pos >= len(p.tokens) {
			return 0, fmt.Errorf("unbalanced parentheses")
		}
		t := p.tokens[p.pos]
		p.pos++
		if t == ")" {
			return start, nil
		}
	}
}

func (p *altParser) tag(t string, next int32) (int32, error) {
	name, value, ok := strings.Cut(t, "=")
	if !ok {
		value = "1"
	}
	f, known := fieldNames[name]
	if !known {
		return 0, fmt.Errorf("unknown field %q", name)
	}
	v, err := parseValue(value)
	return p.emit(instr{op: opSet, next: next, arg: int32(f), arg2: v}), err
}

func (p *altParser) reference(t string, next int32) (int32, error) {
	name, slot, _ := strings.Cut(t, "@")
	n, ok := p.names[name]
	child := strings.Index("ab", slot) + 1
	if !ok || slot != "" && child == 0 {
		return 0, fmt.Errorf("unknown rule <%s>", t)
	}
	if slot == "" {
		child = 0
	}
	return p.emit(instr{op: opRule, next: next, arg: int32(n), arg2: int32(child)}), nil
}

// literal compiles the words of t, which must follow one another.
func (p *altParser) literal(t string, next int32) (int32, error) {
	toks := &p.compiler.tokens
	toks.Read(t)
	for i := toks.Len() - 1; i >= 0; i-- {
		if toks.List[i].Kind == text.Number {
			n, err := strconv.Atoi(toks.Fold(i))
			if err != nil {
				return 0, err
			}
			next = p.emit(instr{op: opDigits, next: next, arg: int32(n)})
			continue
		}
		next = p.emit(instr{op: opWord, next: next, arg: int32(p.id(toks.Fold(i)))})
	}
	return next, nil
}
