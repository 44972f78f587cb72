package main

import (
	"fmt"
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"

	"medelbot"
	"medelbot/cmd/medelbot/config"
)

// systemUser names the person at the keyboard, for the log and for the rule
// that one system user never gives both decisions of a case.
//
// It is the user who logged in: the kernel keeps that through su and sudo
// (proc_pid_loginuid(5)), so that two persons who run the program as a shared
// user are two, and one who takes another user is still one. Where nobody has
// logged in, as in a container, it is the user of the process. The environment
// ($USER, $SUDO_USER) is not asked: anybody can set it.
func systemUser() string {
	text, err := os.ReadFile("/proc/self/loginuid")
	uid := strings.TrimSpace(string(text))
	if err != nil || uid == noLogin {
		uid = strconv.Itoa(os.Getuid())
	}
	u, err := user.LookupId(uid)
	if err != nil { // os/user would go on to ask $USER
		return "user " + uid
	}
	return u.Username
}

// noLogin is what the kernel says of a process that no login has led to: -1.
const noLogin = "4294967295"

// actor is the coordinator at the keyboard. as is what they said who they are,
// "" if nothing.
func (p *process) actor(cfg *config.Config, as string) (medelbot.Actor, error) {
	by := medelbot.Actor{Role: medelbot.RoleCoordinator, User: p.user()}
	if as == "" {
		return by, nil
	}
	person, err := personNamed(cfg.People(), as)
	by.Person = person.Name
	return by, err
}

// personNamed finds a coordinator by name, by first name if it is one person's
// only, or by an address. Capitals mean nothing.
func personNamed(people []medelbot.Person, as string) (medelbot.Person, error) {
	as = strings.Join(strings.Fields(as), " ")
	var found, names []string
	for _, x := range people {
		names = append(names, x.Name)
		first, _, _ := strings.Cut(x.Name, " ")
		switch {
		case strings.EqualFold(x.Name, as), slices.ContainsFunc(x.Addresses, func(a string) bool { return strings.EqualFold(a, as) }):
			return x, nil
		case strings.EqualFold(first, as):
			found = append(found, x.Name)
		}
	}
	if len(found) == 1 {
		i := slices.IndexFunc(people, func(x medelbot.Person) bool { return x.Name == found[0] })
		return people[i], nil
	}
	if len(found) > 1 {
		return medelbot.Person{}, &usageError{text: fmt.Sprintf("several coordinators are called %s", as), try: "--as with one of " + strings.Join(found, ", ")}
	}
	if len(names) == 0 {
		return medelbot.Person{}, &usageError{text: "the configuration names no coordinator", try: "a [[coordinator]] in it, as in the file that medelbot init writes"}
	}
	return medelbot.Person{}, &usageError{text: fmt.Sprintf("no coordinator of the configuration is called %s", as), try: "--as with one of " + strings.Join(names, ", ")}
}
