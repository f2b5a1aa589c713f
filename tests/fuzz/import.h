/* A file imported as the desk does it, into a ledger in memory. */
#pragma once

#include "exchange/sink.h"
#include "exchange/source.h"
#include "fuzz.h"
#include "model/ledger/ledger.h"

typedef bool (*FuzzRead)(Source *source, const Sink *sink, const Ledger *ledger, Error *err);

Source fuzz_source(const uint8_t *bytes, size_t size); /* all of it read already; the bytes are copied */
Instant fuzz_now(void);

/* What is taken must come back from its export, byte for byte; taken again it must change nothing. What is refused must
 * leave nothing. */
void fuzz_import(const uint8_t *bytes, size_t size, LineSource from, FuzzRead read);
