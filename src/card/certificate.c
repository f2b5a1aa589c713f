#include "card/certificate.h"

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "card/protocol.h"

enum { STRENGTH_BITS = 2 /* OpenSSL's level: RSA of 2048 bits and no SHA-1 */, UID_MAX = 64, DER_MAX = 64 * 1024 };

static X509 *read_der(const unsigned char *der, size_t size)
{
	const unsigned char *at = der;
	X509 *certificate = size > 0 && size <= DER_MAX ? d2i_X509(NULL, &at, (long)size) : NULL;
	if (certificate && at == der + size)
		return certificate;
	X509_free(certificate);
	return NULL;
}

static bool is_for_signing(X509 *certificate)
{
	return (X509_get_extension_flags(certificate) & EXFLAG_KUSAGE) &&
	       (X509_get_key_usage(certificate) & KU_DIGITAL_SIGNATURE);
}

int certificate_worth(const unsigned char *der, size_t size, int64_t now)
{
	X509 *certificate = read_der(der, size);
	time_t at = (time_t)now;
	int worth = certificate && is_for_signing(certificate);
	if (worth && X509_cmp_time(X509_get0_notBefore(certificate), &at) < 0 &&
	    X509_cmp_time(X509_get0_notAfter(certificate), &at) > 0)
		worth = 2;
	X509_free(certificate);
	return worth;
}

/* The one value of this kind in the subject; NULL where there is none, more than one, or no text. */
static char *subject_value(X509 *certificate, int kind, Arena *arena)
{
	X509_NAME *subject = X509_get_subject_name(certificate);
	const int at = X509_NAME_get_index_by_NID(subject, kind, -1);
	unsigned char *bytes = NULL;
	char *value = NULL;
	if (at < 0 || X509_NAME_get_index_by_NID(subject, kind, at) >= 0)
		return NULL;
	const int size = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
	if (size > 0 && !memchr(bytes, 0, (size_t)size))
		value = arena_bytes(arena, (const char *)bytes, (size_t)size);
	OPENSSL_free(bytes);
	return value;
}

bool certificate_holder(const unsigned char *der, size_t size, char out[HOLDER_ROOM])
{
	scoped(arena_free) Arena arena = {0};
	X509 *certificate = read_der(der, size);
	const char *name = certificate ? subject_value(certificate, NID_commonName, &arena) : NULL;
	if (name)
		text_copy(out, HOLDER_ROOM, utf8_tidy(&arena, utf8_clean(&arena, name)));
	X509_free(certificate);
	return name && !text_empty(out);
}

/* --- Whether it holds --- */

static const char *day_of(const ASN1_TIME *time, char out[16])
{
	struct tm parts = {0};
	if (ASN1_TIME_to_tm(time, &parts) != 1)
		return "a day that cannot be read";
	date_print_staff(((Date){(int16_t)(parts.tm_year + 1900), (uint8_t)(parts.tm_mon + 1), (uint8_t)parts.tm_mday}),
			 out);
	return out;
}

static bool of_another(Error *err)
{
	return fail(
		err, ERROR_REFUSED,
		"This card is not from the authority that this site takes (ca-file in sharedesk.ini): use another.");
}

static bool refuse_chain(X509_STORE_CTX *context, Error *err)
{
	X509 *at = X509_STORE_CTX_get_current_cert(context);
	const int why = X509_STORE_CTX_get_error(context);
	char day[16];
	const char *whose = X509_STORE_CTX_get_error_depth(context) == 0 ? "this card" : "the card's authority";
	switch (why) {
	case X509_V_ERR_CERT_HAS_EXPIRED:
		return fail(err, ERROR_REFUSED, "The certificate of %s ran out on %s: have it renewed.", whose,
			    day_of(X509_get0_notAfter(at), day));
	case X509_V_ERR_CERT_NOT_YET_VALID:
		return fail(err, ERROR_REFUSED, "The certificate of %s begins on %s: it is not valid yet.", whose,
			    day_of(X509_get0_notBefore(at), day));
	case X509_V_ERR_CERT_REVOKED:
		return fail(err, ERROR_REFUSED, "The certificate of %s was revoked: ask who gave it out.", whose);
	case X509_V_ERR_UNABLE_TO_GET_CRL:
		return fail(err, ERROR_REFUSED,
			    "The list of revoked cards (crl-file in sharedesk.ini) is missing, or of another "
			    "authority: no card is taken; tell the administrator.");
	case X509_V_ERR_CRL_HAS_EXPIRED:
	case X509_V_ERR_CRL_NOT_YET_VALID:
		return fail(err, ERROR_REFUSED,
			    "The list of revoked cards (crl-file in sharedesk.ini) is out of date: no card is "
			    "taken; tell the administrator.");
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
	case X509_V_ERR_CERT_SIGNATURE_FAILURE: return of_another(err);
	default:
		return fail(err, ERROR_REFUSED, "The certificate of %s does not hold: %s.", whose,
			    X509_verify_cert_error_string(why));
	}
}

/* A list that is not required, and is not there or is too old, refuses nobody; who stands in it is refused all the
 * same. */
static int pass_over_list(int good, X509_STORE_CTX *context)
{
	const int why = X509_STORE_CTX_get_error(context);
	return good || why == X509_V_ERR_UNABLE_TO_GET_CRL || why == X509_V_ERR_CRL_HAS_EXPIRED ||
	       why == X509_V_ERR_CRL_NOT_YET_VALID;
}

static bool fill_store(X509_STORE *store, const CardSettings *settings, int64_t now, Error *err)
{
	X509_VERIFY_PARAM *with = X509_STORE_get0_param(store);
	unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN;
	if (X509_STORE_load_file(store, settings->ca_file) != 1)
		return fail(err, ERROR_MISSING,
			    "%s (ca-file in sharedesk.ini) cannot be read as certificates: no card can be checked.",
			    settings->ca_file);
	if (settings->crl_file || settings->crl_required) {
		X509_LOOKUP *lookup = X509_STORE_add_lookup(store, X509_LOOKUP_file());
		if (lookup && settings->crl_file)
			X509_load_crl_file(lookup, settings->crl_file, X509_FILETYPE_PEM); /* none: it is missing */
		flags |= X509_V_FLAG_CRL_CHECK;
	}
	if (!settings->crl_required)
		X509_STORE_set_verify_cb(store, pass_over_list);
	X509_VERIFY_PARAM_set_flags(with, flags);
	X509_VERIFY_PARAM_set_time(with, (time_t)now);
	X509_VERIFY_PARAM_set_auth_level(with, settings->allow_sha1 ? 0 : STRENGTH_BITS);
	return true;
}

static bool chain_holds(X509 *certificate, const CardSettings *settings, int64_t now, Error *err)
{
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	bool done = store && context && fill_store(store, settings, now, err);
	if (!store || !context)
		done = fail(err, ERROR_SYSTEM, "There is no memory to check the card.");
	if (done && X509_STORE_CTX_init(context, store, certificate, NULL) != 1)
		done = fail(err, ERROR_SYSTEM, "The card's certificate cannot be checked.");
	if (done && X509_verify_cert(context) != 1)
		done = refuse_chain(context, err);
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	ERR_clear_error();
	return done;
}

/* --- Whether it signed --- */

/* r and s, one behind the other, as ASN.1; 0: it is none. */
static size_t signature_der(const Answer *answer, unsigned char *out, size_t room)
{
	const int half = (int)(answer->signature_size / 2);
	ECDSA_SIG *pair = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(answer->signature, half, NULL), *s = BN_bin2bn(answer->signature + half, half, NULL);
	int size = 0;
	if (!pair || !r || !s || ECDSA_SIG_set0(pair, r, s) != 1) {
		BN_free(r);
		BN_free(s);
	} else {
		size = i2d_ECDSA_SIG(pair, NULL);
		size = size > 0 && (size_t)size <= room ? i2d_ECDSA_SIG(pair, &out) : 0;
	}
	ECDSA_SIG_free(pair);
	return size > 0 ? (size_t)size : 0;
}

static bool verifies(EVP_PKEY *key, const EVP_MD *digest, const unsigned char *signature, size_t size,
		     const unsigned char text[SIGNED_BYTES])
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	const bool good = context && EVP_DigestVerifyInit(context, NULL, digest, NULL, key) == 1 &&
			  EVP_DigestVerify(context, signature, size, text, SIGNED_BYTES) == 1;
	EVP_MD_CTX_free(context);
	ERR_clear_error();
	return good;
}

static bool signed_by(X509 *certificate, bool allow_sha1, const unsigned char text[SIGNED_BYTES], const Answer *answer,
		      Error *err)
{
	unsigned char der[SIGNATURE_ROOM + 16];
	EVP_PKEY *key = X509_get0_pubkey(certificate);
	const unsigned char *signature = answer->signature;
	size_t size = answer->signature_size;
	if (answer->digest == DIGEST_SHA1 && !allow_sha1)
		return fail(err, ERROR_REFUSED, "This card signs by SHA-1 only, which this site does not take.");
	if (key && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC) {
		size = signature_der(answer, der, sizeof der);
		signature = der;
	}
	return (key && size > 0 &&
		verifies(key, answer->digest == DIGEST_SHA1 ? EVP_sha1() : EVP_sha256(), signature, size, text)) ||
	       fail(err, ERROR_REFUSED, "The card's signature is not that of its certificate: use another card.");
}

/* --- Whose it is --- */

static bool identify_uid(X509 *certificate, Arena *arena, const char **ret_identity, Error *err)
{
	const char *uid = subject_value(certificate, NID_userId, arena);
	if (!uid || strlen(uid) > UID_MAX || !utf8_is_clean(uid))
		return fail(err, ERROR_REFUSED,
			    "The certificate of this card has no UID: it cannot be told whose it is.");
	*ret_identity = arena_print(arena, "uid %s", uid);
	return true;
}

static bool identify(X509 *certificate, bool by_uid, Arena *arena, const char **ret_identity, Error *err)
{
	if (by_uid)
		return identify_uid(certificate, arena, ret_identity, err);
	BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), NULL);
	char *serial = number ? BN_bn2hex(number) : NULL;
	BIO *out = BIO_new(BIO_s_mem());
	char *bytes = NULL;
	const bool named = out && X509_NAME_print_ex(out, X509_get_issuer_name(certificate), 0,
						     XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) > 0;
	const long size = named ? BIO_get_mem_data(out, &bytes) : 0;
	if (serial && size > 0)
		*ret_identity = utf8_clean(arena, arena_print(arena, "serial %s of %.*s", serial, (int)size, bytes));
	const bool done =
		(serial && size > 0 && size < CARD_IDENTITY_MAX) ||
		fail(err, ERROR_REFUSED, "The certificate of this card does not say by whom it was given out.");
	BIO_free(out);
	OPENSSL_free(serial);
	BN_free(number);
	return done;
}

bool certificate_proves(const CardSettings *settings, int64_t now, const unsigned char text[SIGNED_BYTES],
			const Answer *answer, Arena *arena, const char **ret_identity, Error *err)
{
	X509 *certificate = read_der(answer->certificate, answer->certificate_size);
	if (!certificate)
		return fail(err, ERROR_REFUSED, "The certificate of this card cannot be read: use another.");
	const bool done = (is_for_signing(certificate) ||
			   fail(err, ERROR_REFUSED, "This card has no certificate for signing: use another.")) &&
			  signed_by(certificate, settings->allow_sha1, text, answer, err) &&
			  chain_holds(certificate, settings, now, err) &&
			  identify(certificate, settings->by_uid, arena, ret_identity, err);
	X509_free(certificate);
	return done;
}
