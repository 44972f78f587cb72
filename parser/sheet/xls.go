package sheet

import "errors"

var errOld = errors.New("files in the format of Excel 97-2003 are not read")

func openXLS([]byte) (*book, error) { return nil, errOld }
