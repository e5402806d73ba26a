// Scans JSON Lines into flat arrays of tokens.
//
// The scanner knows the names of the fields and record types that its caller reads, and nothing of their meaning: what it
// gives is pieces of the caller's buffer. It accepts exactly JSON (RFC 8259): also what is skipped is checked.

#ifndef ASSAY_CSIMDJSON_H
#define ASSAY_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What one token is.
typedef enum __attribute__((enum_extensibility(closed))) JSONTokenKind : uint8_t {
  JSONTokenBeginRow,
  JSONTokenEndRow,
  /// The content of a string, without its quotes.
  JSONTokenString,
  /// The text of a number, as written.
  JSONTokenNumber,
  JSONTokenTrue,
  JSONTokenFalse,
  JSONTokenNull,
  /// An object or a list where one value is expected.
  JSONTokenComposite,
  /// A value where a list of records is expected, or an element of it that is no record.
  JSONTokenNotRecords,
  /// A name that comes a second time in the same object; its value is left out.
  JSONTokenDuplicate,
} JSONTokenKind;

/// The `field` of a token that is of a whole record type.
#define JSONNoField ((uint16_t)0xFFFF)

/// One value or one border of a row.
typedef struct JSONToken {
  /// Where the text starts: in the caller's buffer, or in `JSONLine.unescaped` where `isUnescaped`.
  uint32_t offset;
  uint32_t length;
  uint16_t domain;
  uint16_t field;
  JSONTokenKind kind;
  bool isUnescaped;
} JSONToken;

/// What became of one line.
typedef enum __attribute__((enum_extensibility(closed))) JSONLineStatus : uint8_t {
  JSONLineRead,
  /// Not JSON; `errorOffset` tells where.
  JSONLineMalformed,
  JSONLineInvalidUTF8,
  JSONLineTooDeep,
  /// JSON, but not an object.
  JSONLineNotAnObject,
  JSONLineOutOfMemory,
} JSONLineStatus;

/// One line that is not blank; its pointers are good until the next call.
typedef struct JSONLine {
  uint32_t offset;
  uint32_t length;
  /// How many lines of the buffer come before it.
  uint32_t number;
  uint32_t errorOffset;
  /// The tokens up to the end of the line, or up to the error.
  const JSONToken *_Null_unspecified tokens;
  size_t tokenCount;
  /// Strings that had escapes.
  const uint8_t *_Null_unspecified unescaped;
  size_t unescapedCount;
  JSONLineStatus status;
} JSONLine;

typedef struct JSONScanner JSONScanner;

/// Makes a scanner for objects of domain 0 that knows no names yet; null where memory does not suffice.
JSONScanner *_Nullable JSONScannerCreate(size_t domainCount);

/// Adds the name of a field, before the first buffer; false where memory does not suffice.
bool JSONScannerAddField(JSONScanner *_Nonnull scanner, uint16_t domain, const uint8_t *_Nonnull name, size_t length,
                         uint16_t field);

/// Adds the name of a list of records of domain `child`, before the first buffer; false where memory does not suffice.
bool JSONScannerAddRecords(JSONScanner *_Nonnull scanner, uint16_t domain, const uint8_t *_Nonnull name, size_t length,
                           uint16_t child);
void JSONScannerDestroy(JSONScanner *_Nullable scanner);

/// Starts on a buffer of whole lines, which stays in place until the last line is read; false where memory does not
/// suffice. The length is below 2^31.
bool JSONScannerBegin(JSONScanner *_Nonnull scanner, const uint8_t *_Nonnull bytes, size_t length);

/// Scans the next line that is not blank; false at the end of the buffer.
bool JSONScannerNext(JSONScanner *_Nonnull scanner, JSONLine *_Nonnull line);

/// A name in data that stands for nothing.
typedef struct {
  const uint8_t *_Nonnull text;
  size_t length;
  uint16_t domain;
} JSONUnknownName;

/// How many different names without a meaning the objects of rows had, since the scanner was made; at most 256 are kept.
size_t JSONScannerUnknownNameCount(const JSONScanner *_Nonnull scanner);
JSONUnknownName JSONScannerUnknownName(const JSONScanner *_Nonnull scanner, size_t index);

/// How many lines the buffer has had so far, blank ones too.
uint32_t JSONScannerLineCount(const JSONScanner *_Nonnull scanner);

// MARK: Rows of cells
//
// The fast way for lines in which nothing is wrong: all values of many lines at once, as tables. A line that is anything
// but plain is left to `JSONScannerNext`, which tells what is wrong with it.

/// The place of one value in 64 bits, or 0 where there is none: from the lowest bit 32 bits of the offset, 28 of the
/// length, two of the form and one that is set where the text is not in the caller's buffer but in the unescaped strings.
typedef uint64_t RecordCell;

#define RecordCellString 1
#define RecordCellBare 2
#define RecordCellField 3

/// The rows of one domain; good until the rows are cleared or more are scanned.
typedef struct RecordRows {
  /// `stride` cells for each row, in the order in which the fields were added.
  const RecordCell *_Null_unspecified cells;
  size_t stride;
  size_t count;
  /// The first row of each row of the parent.
  const int32_t *_Null_unspecified starts;
  size_t startCount;
} RecordRows;

/// The place of a line in the caller's buffer.
typedef struct JSONLinePlace {
  uint32_t number;
  uint32_t offset;
  uint32_t length;
} JSONLinePlace;

/// What `JSONScannerScanRows` found since the rows were last cleared.
typedef struct JSONScannedLines {
  /// The line of each row of domain 0.
  const JSONLinePlace *_Null_unspecified lines;
  size_t lineCount;
  /// The lines that are not plain; nothing of them is in the rows.
  const JSONLinePlace *_Null_unspecified irregular;
  size_t irregularCount;
  const uint8_t *_Null_unspecified unescaped;
  size_t unescapedCount;
} JSONScannedLines;

typedef enum __attribute__((enum_extensibility(closed))) JSONScanStatus : uint8_t {
  /// There are as many subjects as were asked for; there may be more.
  JSONScanFull,
  JSONScanAtEnd,
  JSONScanOutOfMemory,
} JSONScanStatus;

/// Forgets all rows.
void JSONScannerClearRows(JSONScanner *_Nonnull scanner);

/// Scans lines until there are `limit` rows of domain 0 or the buffer ends.
JSONScanStatus JSONScannerScanRows(JSONScanner *_Nonnull scanner, size_t limit);

RecordRows JSONScannerRows(const JSONScanner *_Nonnull scanner, uint16_t domain);
JSONScannedLines JSONScannerLines(const JSONScanner *_Nonnull scanner);

// MARK: Rows of CSV files

typedef struct CSVScanner CSVScanner;

/// One row of a text without quotes.
typedef struct CSVLine {
  uint32_t start;
  /// The content of the key's field, where the row has so many fields.
  uint32_t keyStart;
  uint32_t keyLength;
  bool hasKey;
  /// Whether it has as many fields as there are columns, all of them UTF-8; else its cells are absent.
  bool isPlain;
} CSVLine;

/// Makes a scanner for the rows of one file: for each column the place of its field among the cells of a row, or -1 where
/// it is not read, and the column of the key. Null where memory does not suffice.
CSVScanner *_Nullable CSVScannerCreate(const int32_t *_Nonnull places, size_t count, size_t stride, uint32_t keyColumn);
void CSVScannerDestroy(CSVScanner *_Nullable scanner);

/// Starts on a text, which stays in place; `isValid` tells that it is UTF-8, without which each row is looked at.
void CSVScannerBegin(CSVScanner *_Nonnull scanner, const uint8_t *_Nonnull text, size_t length, bool isValid);

/// Forgets all rows.
void CSVScannerClearRows(CSVScanner *_Nonnull scanner);

/// Cuts the lines of a text without quotes into rows, from `*next` on, blank ones left out, until there are `limit`; sets
/// `*next` to where it goes on. False where memory does not suffice.
bool CSVScannerScanLines(CSVScanner *_Nonnull scanner, size_t *_Nonnull next, size_t limit);

/// Cuts the row at `start` into cells as RFC 4180 has them; `*isPlain` tells whether it is a whole row of UTF-8 with as
/// many fields as there are columns. Else its cells are absent. False where memory does not suffice.
bool CSVScannerAddRow(CSVScanner *_Nonnull scanner, size_t start, bool *_Nonnull isPlain);

/// The rows since they were last cleared.
typedef struct CSVScannedRows {
  const RecordCell *_Null_unspecified cells;
  size_t stride;
  const CSVLine *_Null_unspecified lines;
  size_t lineCount;
  const uint8_t *_Null_unspecified unescaped;
  size_t unescapedCount;
} CSVScannedRows;

CSVScannedRows CSVScannerRows(const CSVScanner *_Nonnull scanner);

/// Where a row of a text without quotes begins, and where the content of one of its fields is.
typedef struct CSVRowKey {
  uint32_t row;
  uint32_t start;
  uint32_t length;
  /// Whether the row has so many fields.
  bool isThere;
} CSVRowKey;

/// Finds the rows of a text without quotes from `start` on, blank lines left out; returns how many there are, at most
/// `capacity`, and in `next` where the search goes on.
size_t CSVFindKeys(const uint8_t *_Nonnull text, size_t length, size_t start, uint32_t column, CSVRowKey *_Nonnull keys,
                   size_t capacity, size_t *_Nonnull next);

/// Counts the line feeds among the bytes.
size_t countLineFeeds(const uint8_t *_Nonnull bytes, size_t length);

/// Whether the bytes are UTF-8.
bool isValidUTF8(const uint8_t *_Nonnull bytes, size_t length);

/// Asks the processor to fetch the memory at `address`, which need not be valid.
static inline void prefetchMemory(const void *_Nonnull address) { __builtin_prefetch(address, 0, 1); }

#ifdef __cplusplus
}
#endif

#endif
