/* Files of lists, read through the port of the desk. */
#include "base/text.h"
#include "model/desk/inside.h"
#include "model/lists/lists.h"

static bool read_file(Desk *desk, const char *path, const ImportSeen *take, Arena *arena, ImportSeen *ret_seen,
		      Error *err)
{
	static const Act acts[] = {ACT_IMPORT, ACT_EXPECT};
	const Importing *port = &desk->ports.importing;
	if (!desk_allows_any(desk, acts, countof(acts), err))
		return false;
	if (!port->read)
		return fail(err, ERROR_REFUSED, "This desk reads no files: use the command line.");
	if (text_empty(path))
		return fail(err, ERROR_INPUT, "Name the file: type where it is, from its first / on.");
	return port->read(port->self, path, take, arena, ret_seen, err);
}

bool desk_look_at_file(Desk *desk, const char *path, Arena *arena, ImportSeen *ret_seen, Error *err)
{
	return read_file(desk, path, NULL, arena, ret_seen, err);
}

bool desk_take_file(Desk *desk, const char *path, const ImportSeen *seen, Arena *arena, ImportSeen *ret_taken,
		    Error *err)
{
	if (!seen->right)
		return fail(err, ERROR_REFUSED, "Nothing of this file can be taken: set right what is listed first.");
	return read_file(desk, path, seen, arena, ret_taken, err);
}
