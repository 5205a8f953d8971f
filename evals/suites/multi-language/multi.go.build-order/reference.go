package main

func BuildOrder(needs map[string][]string) *[]string {
	missing := map[string]map[string]bool{}
	for name, list := range needs {
		if missing[name] == nil {
			missing[name] = map[string]bool{}
		}
		for _, need := range list {
			missing[name][need] = true
			if missing[need] == nil {
				missing[need] = map[string]bool{}
			}
		}
	}
	order := []string{}
	for len(missing) > 0 {
		next, found := "", false
		for name, names := range missing {
			if len(names) == 0 && (!found || before(name, next)) {
				next, found = name, true
			}
		}
		if !found {
			return nil
		}
		order = append(order, next)
		delete(missing, next)
		for _, names := range missing {
			delete(names, next)
		}
	}
	return &order
}

func before(left, right string) bool {
	if byLength := {{sign}} * (len(left) - len(right)); byLength != 0 {
		return byLength < 0
	}
	return left < right
}
