package autoconfig

import (
	"context"
	"net"
	"strconv"
	"strings"
)

func (s *search) resolver() Resolver {
	if s.f.Resolver != nil {
		return s.f.Resolver
	}
	return net.DefaultResolver
}

// services are the SRV records for each way, the one with TLS from the start
// first (RFC 6186, 3.2; RFC 8314, 5.1).
var services = map[way][]struct{ service, scheme string }{
	incoming: {{"imaps", "imaps"}, {"imap", "imap+starttls"}},
	outgoing: {{"submissions", "smtps"}, {"submission", "smtp+starttls"}},
}

// mostRecords bounds how many records of one kind are looked at.
const mostRecords = 3

// bySRV are the servers that the domain's DNS names.
func (s *search) bySRV(ctx context.Context, w way) []candidate {
	var all []candidate
	for _, x := range services[w] {
		record := "_" + x.service + "._tcp." + s.domain
		limited, cancel := context.WithTimeout(ctx, s.f.timeouts().Step)
		_, records, err := s.resolver().LookupSRV(limited, x.service, "tcp", s.domain)
		cancel()
		if err != nil {
			s.vain("the SRV record %s: %v", record, err)
			continue
		}
		for i, r := range records {
			host := strings.TrimSuffix(r.Target, ".")
			if host == "" { // "." says that there is no such service (RFC 2782)
				s.vain("the SRV record %s says that there is no such service", record)
				continue
			}
			if i < mostRecords && isHost(host) && r.Port > 0 {
				all = append(all, candidate{scheme: x.scheme, host: host, port: strconv.Itoa(int(r.Port)), where: "by the SRV record " + record})
			}
		}
	}
	return all
}
