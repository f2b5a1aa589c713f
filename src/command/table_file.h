/* The desk's tables as CSV files. */
#pragma once

#include "model/ports/table_port.h"

TablePort table_file_port(void);
