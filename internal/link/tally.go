package link

// A tally numbers things, given by 64 bits each, in the order in which they are first seen, and counts them.
type tally struct {
	keys   []uint64 // by number
	counts []int32  // likewise
	slots  []int32  // by hash: number+1, 0 for none
}

// add counts a thing and returns its number.
func (t *tally) add(key uint64) int32 {
	if 2*len(t.keys) >= len(t.slots) {
		t.grow()
	}
	at := t.slot(key)
	if t.slots[at] == 0 {
		t.keys, t.counts = append(t.keys, key), append(t.counts, 0)
		t.slots[at] = int32(len(t.keys))
	}
	id := t.slots[at] - 1
	t.counts[id]++
	return id
}

// id returns the number of a thing that was counted.
func (t *tally) id(key uint64) int32 { return t.slots[t.slot(key)] - 1 }

// slot returns where a thing stands, or would.
func (t *tally) slot(key uint64) int {
	mask := len(t.slots) - 1
	at := int(mix(key, 0)) & mask
	for t.slots[at] != 0 && t.keys[t.slots[at]-1] != key {
		at = (at + 1) & mask
	}
	return at
}

func (t *tally) grow() {
	t.slots = make([]int32, max(64, 2*len(t.slots)))
	for i, key := range t.keys {
		t.slots[t.slot(key)] = int32(i + 1)
	}
}

// points returns by number what sharing each thing is worth, of so many points where only one has it.
func (t *tally) points(most int) []int32 {
	list := make([]int32, len(t.counts))
	for id, n := range t.counts {
		list[id] = int32(rare(n) * most / 1000)
	}
	return list
}
