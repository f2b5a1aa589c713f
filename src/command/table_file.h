/* The desk's tables as CSV files. */
#ifndef COMMAND_TABLE_FILE_H
#define COMMAND_TABLE_FILE_H

#include "model/ports/table_port.h"

TablePort table_file_port(void);

#endif
