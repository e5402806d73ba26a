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

/// How many lines the buffer has had so far, blank ones too.
uint32_t JSONScannerLineCount(const JSONScanner *_Nonnull scanner);

/// Whether the bytes are UTF-8.
bool isValidUTF8(const uint8_t *_Nonnull bytes, size_t length);

/// Asks the processor to fetch the memory at `address`, which need not be valid.
static inline void prefetchMemory(const void *_Nonnull address) { __builtin_prefetch(address, 0, 1); }

#ifdef __cplusplus
}
#endif

#endif
