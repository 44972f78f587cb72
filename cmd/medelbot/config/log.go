package config

import "log/slog"

// Log is how the daemon's log is written.
type Log struct {
	Format string `toml:"format"` // "text" or "json"
	Level  string `toml:"level"`  // "info" or "debug"
}

// Slog is the least level that is written.
func (l Log) Slog() slog.Level {
	if l.Level == "debug" {
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

func (c *Config) checkLog(bad complain) error {
	if err := oneOf(bad, "log.format", c.Log.Format, "text", "json"); err != nil {
		return err
	}
	return oneOf(bad, "log.level", c.Log.Level, "info", "debug")
}
