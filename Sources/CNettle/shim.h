// SHA-256 of Nettle, which uses the processor's own instructions for it where there are any.
#include <nettle/sha2.h>
#include <nettle/version.h>

static inline void assay_sha256_finish(struct sha256_ctx *context, uint8_t *digest) {
#if NETTLE_VERSION_MAJOR >= 4
  sha256_digest(context, digest);
#else
  sha256_digest(context, SHA256_DIGEST_SIZE, digest);
#endif
}

// Macros, under which Nettle has its functions, are not seen from Swift.
static inline void assay_sha256_begin(struct sha256_ctx *context) { sha256_init(context); }
static inline void assay_sha256_update(struct sha256_ctx *context, size_t count, const uint8_t *bytes) {
  sha256_update(context, count, bytes);
}
