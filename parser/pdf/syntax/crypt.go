package syntax

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// method is how strings or streams are encrypted.
type method int

const (
	plain method = iota
	methodRC4
	methodAES128 // AESV2: a key of its own for each object
	methodAES256 // AESV3: one key
)

// crypt decrypts the strings and streams of a file (7.6; ISO 32000-2, 7.6 for
// AES-256).
type crypt struct {
	key     []byte
	strings method
	streams method
}

// padding fills up passwords (algorithm 2, step a).
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// decrypt opens the file with the empty user password and decrypts all strings
// of its objects. Streams are decrypted when they are decoded.
func (f *File) decrypt() error {
	dict := f.Dict(f.Trailer["Encrypt"])
	if dict == nil || f.Name(dict["Filter"]) != "Standard" {
		return ErrPassword
	}
	c := &crypt{}
	version := f.Int(dict["V"], 0)
	switch version {
	case 1, 2:
		c.strings, c.streams = methodRC4, methodRC4
	case 4, 5:
		c.strings, c.streams = f.method(dict, "StrF"), f.method(dict, "StmF")
	default:
		return ErrPassword
	}
	var ok bool
	if version == 5 {
		c.key, ok = f.key256(dict)
	} else {
		c.key, ok = f.key128(dict, version)
	}
	if !ok {
		return ErrPassword
	}
	encrypt, _ := f.Trailer["Encrypt"].(Ref)
	for id, e := range f.objects {
		if id != encrypt.ID {
			e.object = c.object(e.object, Ref{ID: id, Gen: e.gen})
			f.objects[id] = e
		}
	}
	f.crypt = c
	return nil
}

// method looks up a crypt filter (7.6.5).
func (f *File) method(dict Dict, key Name) method {
	filter := f.Dict(f.Dict(dict["CF"])[f.Name(dict[key])])
	switch f.Name(filter["CFM"]) {
	case "V2":
		return methodRC4
	case "AESV2":
		return methodAES128
	case "AESV3":
		return methodAES256
	}
	return plain
}

// key128 computes the key for revisions 2 to 4 (algorithm 2) and checks it
// (algorithms 4 and 5).
func (f *File) key128(dict Dict, version int) (key []byte, ok bool) {
	revision := f.Int(dict["R"], 2)
	size := f.Int(dict["Length"], 40) / 8
	if version == 4 {
		size = 16
	}
	if version == 1 || revision == 2 {
		size = 5
	}
	if size < 5 || size > 16 {
		return nil, false
	}
	var id String
	if ids := f.Array(f.Trailer["ID"]); len(ids) > 0 {
		id = f.Str(ids[0])
	}
	input := append([]byte(nil), padding...)
	input = append(input, f.Str(dict["O"])...)
	input = binary.LittleEndian.AppendUint32(input, uint32(f.permissions(dict)))
	input = append(input, id...)
	if meta, isBool := f.Resolve(dict["EncryptMetadata"]).(bool); isBool && !meta && revision >= 4 {
		input = append(input, 0xff, 0xff, 0xff, 0xff)
	}
	sum := md5.Sum(input)
	if revision >= 3 {
		for range 50 {
			sum = md5.Sum(sum[:size])
		}
	}
	key = bytes.Clone(sum[:size])
	check := bytes.Clone(padding)
	if revision >= 3 {
		first := md5.Sum(append(bytes.Clone(padding), id...))
		check = first[:]
		for i := range 20 {
			round := bytes.Clone(key)
			for j := range round {
				round[j] ^= byte(i)
			}
			check = rc4Bytes(round, check)
		}
	} else {
		check = rc4Bytes(key, check)
	}
	return key, bytes.HasPrefix([]byte(f.Str(dict["U"])), check)
}

// permissions are 32 bits, which some programs write unsigned.
func (f *File) permissions(dict Dict) int64 { return int64(f.Float(dict["P"], 0)) }

// key256 computes the key for revisions 5 and 6 (ISO 32000-2, algorithm 2.A).
func (f *File) key256(dict Dict) (key []byte, ok bool) {
	u, ue := []byte(f.Str(dict["U"])), []byte(f.Str(dict["UE"]))
	if len(u) < 48 || len(ue) < 32 {
		return nil, false
	}
	hash := hash6
	if f.Int(dict["R"], 0) == 5 {
		hash = func(salt []byte) []byte { sum := sha256.Sum256(salt); return sum[:] }
	}
	if !bytes.Equal(hash(u[32:40]), u[:32]) {
		return nil, false
	}
	block, err := aes.NewCipher(hash(u[40:48]))
	if err != nil {
		return nil, false
	}
	key = make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, ue[:32])
	return key, true
}

// hash6 is algorithm 2.B of ISO 32000-2 for the empty password.
func hash6(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for round, last := 0, byte(0); round < 64 || int(last) > round-32; round++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, b := range e[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		last = e[len(e)-1]
	}
	return k[:32]
}

// object returns o with its strings decrypted.
func (c *crypt) object(o Object, ref Ref) Object {
	switch o := o.(type) {
	case String:
		return String(c.bytes(c.strings, []byte(o), ref))
	case Array:
		for i := range o {
			o[i] = c.object(o[i], ref)
		}
	case Dict:
		for key := range o {
			o[key] = c.object(o[key], ref)
		}
	case *Stream:
		c.object(o.Dict, ref)
	}
	return o
}

func (c *crypt) stream(data []byte, ref Ref) []byte { return c.bytes(c.streams, data, ref) }

// bytes decrypts data that stand in the object ref (algorithm 1).
func (c *crypt) bytes(m method, data []byte, ref Ref) []byte {
	key := c.key
	switch m {
	case plain:
		return data
	case methodRC4, methodAES128:
		key = append(bytes.Clone(key), byte(ref.ID), byte(ref.ID>>8), byte(ref.ID>>16), byte(ref.Gen), byte(ref.Gen>>8))
		if m == methodAES128 {
			key = append(key, "sAlT"...)
		}
		sum := md5.Sum(key)
		key = sum[:min(len(c.key)+5, 16)]
	}
	if m == methodRC4 {
		return rc4Bytes(key, data)
	}
	return aesBytes(key, data)
}

func rc4Bytes(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// aesBytes decrypts AES-CBC whose first block is the initialisation vector. A
// last block that is cut off is dropped.
func aesBytes(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	out := bytes.Clone(data[16 : len(data)-len(data)%16])
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, out)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}
