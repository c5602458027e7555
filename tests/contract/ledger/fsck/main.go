// Fsck derives a ledger again from its entries, with the Go project's own code for transparency logs.
//
//	fsck DIR VKEY [WITNESS-VKEY …]     the whole ledger: signatures, tiles, root, kept checkpoints
//	fsck -receipt FILE ENTRY VKEY      one receipt (tlog-proof) and the entry that it is for
//
// It shares nothing with the program that writes ledgers. Of the specifications it knows what that code does not:
// paths without the tile height, and cosignatures.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	err := errors.New("usage: fsck DIR VKEY [WITNESS-VKEY …] | fsck -receipt FILE ENTRY VKEY")
	if len(os.Args) == 5 && os.Args[1] == "-receipt" {
		err = receipt(os.Args[2], os.Args[3], os.Args[4])
	} else if len(os.Args) >= 3 {
		err = ledger(os.Args[1], os.Args[2:])
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// ledger checks everything in the folder and says what it has seen.
func ledger(folder string, vkeys []string) error {
	verifiers, err := all(vkeys)
	if err != nil {
		return err
	}
	newest, err := open(filepath.Join(folder, "checkpoint"), verifiers, len(vkeys))
	if err != nil {
		return err
	}
	hashes, err := derived(folder, newest.N)
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(newest.N, hashes)
	if err != nil || root != newest.Hash {
		return fmt.Errorf("the entries have the root %v, the checkpoint says %v (%v)", root, newest.Hash, err)
	}
	tiles, err := compared(folder, newest.N, hashes)
	if err != nil {
		return err
	}
	kept, err := continued(folder, newest, hashes, verifiers)
	if err != nil {
		return err
	}
	fmt.Printf("%d entries, %d tiles, %d kept checkpoints, root %v\n", newest.N, tiles, kept, root)
	return nil
}

// derived reads every bundle and hashes its entries.
func derived(folder string, size int64) (tlog.HashReaderFunc, error) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	for index := int64(0); index < size; {
		tile := tlog.Tile{H: height, L: -1, N: index / 256, W: width(size - index)}
		bundle, err := os.ReadFile(filepath.Join(folder, path(tile)))
		if err != nil {
			return nil, err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return nil, fmt.Errorf("%s ends within its entry %d", path(tile), i)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			more, err := tlog.StoredHashes(index, bundle[2:end], reader)
			if err != nil {
				return nil, err
			}
			stored = append(stored, more...)
			bundle, index = bundle[end:], index+1
		}
		if len(bundle) > 0 {
			return nil, fmt.Errorf("%s is longer than its entries", path(tile))
		}
	}
	return reader, nil
}

// compared compares every tile, byte for byte, and answers how many there are.
func compared(folder string, size int64, hashes tlog.HashReader) (int, error) {
	count := 0
	for _, tile := range tlog.NewTiles(height, 0, size) {
		if at := size >> (height * tile.L); tile.N == at>>height && int64(tile.W) != at%256 {
			continue // of a partial tile every width is listed; there is one for this size
		}
		count++
		want, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return 0, err
		}
		have, err := os.ReadFile(filepath.Join(folder, path(tile)))
		if err != nil {
			return 0, err
		}
		if !bytes.Equal(want, have) {
			return 0, fmt.Errorf("%s is not what the entries hash to", path(tile))
		}
	}
	return count, nil
}

// continued proves that the newest checkpoint continues every kept one, and answers how many there are.
func continued(folder string, newest tlog.Tree, hashes tlog.HashReader, verifiers note.Verifiers) (int, error) {
	files, err := filepath.Glob(filepath.Join(folder, "checkpoints", "*"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		kept, err := open(file, verifiers, 1)
		if err != nil {
			return 0, err
		}
		proof, err := tlog.ProveTree(newest.N, kept.N, hashes)
		if err != nil {
			return 0, err
		}
		if err := tlog.CheckTree(proof, newest.N, newest.Hash, kept.N, kept.Hash); err != nil {
			return 0, fmt.Errorf("%s is not continued: %v", file, err)
		}
	}
	return len(files), nil
}

// receipt checks a proof and the entry it is for.
func receipt(file, entryFile, vkey string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	entry, err := os.ReadFile(entryFile)
	if err != nil {
		return err
	}
	head, below, found := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a proof")
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	verifiers, err := all([]string{vkey})
	if err != nil {
		return err
	}
	tree, err := opened([]byte(below), verifiers, 1)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return err
	}
	fmt.Printf("entry %d of %d\n", index, tree.N)
	return nil
}

func width(left int64) int {
	if left > 256 {
		return 256
	}
	return int(left)
}

// path is the tile's path without the height, which the specification fixes at 8.
func path(tile tlog.Tile) string {
	name := strings.TrimPrefix(tile.Path(), "tile/8/")
	return "tile/" + strings.Replace(name, "data/", "entries/", 1)
}

func open(file string, verifiers note.Verifiers, signatures int) (tlog.Tree, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := opened(text, verifiers, signatures)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%s: %v", file, err)
	}
	return tree, nil
}

// opened reads a checkpoint that at least so many of the known keys have signed.
func opened(text []byte, verifiers note.Verifiers, signatures int) (tlog.Tree, error) {
	signed, err := note.Open(text, verifiers)
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(signed.Sigs) < signatures {
		return tlog.Tree{}, fmt.Errorf("signed by %d known keys, not by %d", len(signed.Sigs), signatures)
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != signed.Sigs[0].Name {
		return tlog.Tree{}, errors.New("not a checkpoint of the log that signed it")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func all(vkeys []string) (note.Verifiers, error) {
	var list []note.Verifier
	for _, vkey := range vkeys {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			verifier, err = newCosigner(vkey)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %v", vkey, err)
		}
		list = append(list, verifier)
	}
	return note.VerifierList(list...), nil
}

// cosigner verifies signatures of type 4: Ed25519 over the time and the checkpoint.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("not a vkey")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, errors.New("not the key of a witness")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, errors.New("the key does not fit its own hash")
	}
	return &cosigner{parts[0], hash, ed25519.PublicKey(key[1:])}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }

func (c *cosigner) Verify(message, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	signed := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), message...)
	return ed25519.Verify(c.key, signed, signature[8:])
}
