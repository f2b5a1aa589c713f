/* What an answer proves, whoever made it: of a module that lies nothing is believed but what a signature holds. */
#include "unit.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "card/certificate.h"

enum { NOW = 1795000000, DAY = 24 * 60 * 60 };

static const unsigned char text[SIGNED_BYTES] = CHALLENGE_PREFIX;
static EVP_PKEY *key;
static char ca_file[] = "/tmp/sharedesk-ca-XXXXXX";
static Arena arena;
static Error err;

/* It vouches for itself: the site takes it as its authority. */
static X509 *certificate(const char *usage)
{
	X509 *made = X509_new();
	X509_EXTENSION *use = X509V3_EXT_conf_nid(NULL, NULL, NID_key_usage, usage);
	ASN1_INTEGER_set(X509_get_serialNumber(made), 0x4F3B);
	X509_set_version(made, X509_VERSION_3);
	ASN1_TIME_set(X509_getm_notBefore(made), NOW - DAY);
	ASN1_TIME_set(X509_getm_notAfter(made), NOW + DAY);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8, (const unsigned char *)"Priya S",
				   -1, -1, 0);
	X509_set_issuer_name(made, X509_get_subject_name(made));
	X509_set_pubkey(made, key);
	assert_true(use && X509_add_ext(made, use, -1));
	assert_true(X509_sign(made, key, EVP_sha256()) > 0);
	X509_EXTENSION_free(use);
	return made;
}

static void trust(X509 *authority)
{
	FILE *file = fopen(ca_file, "w");
	assert_non_null(file);
	assert_int_equal(PEM_write_X509(file, authority), 1);
	assert_int_equal(fclose(file), 0);
}

/* By a key of this certificate, with `signs`, and saying that it was `says`. */
static bool proves(const char *usage, const EVP_MD *signs, Digest says, bool allow_sha1)
{
	Answer answer = {.kind = ANSWER_SIGNED, .digest = says, .signature_size = SIGNATURE_ROOM};
	X509 *of_card = certificate(usage);
	unsigned char *at = answer.certificate;
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	const CardSettings settings = {.ca_file = ca_file, .allow_sha1 = allow_sha1};
	const char *identity = NULL;
	answer.certificate_size = (size_t)i2d_X509(of_card, &at);
	assert_int_equal(EVP_DigestSignInit(context, NULL, signs, NULL, key), 1);
	assert_int_equal(EVP_DigestSign(context, answer.signature, &answer.signature_size, text, sizeof text), 1);
	trust(of_card);
	err = (Error){0};
	const bool done = certificate_proves(&settings, NOW, text, &answer, &arena, &identity, &err);
	if (done)
		assert_string_equal(identity, "serial 4F3B of CN=Priya S");
	EVP_MD_CTX_free(context);
	X509_free(of_card);
	return done;
}

static void refused(bool done, const char *part)
{
	if (done || !strstr(err.text, part))
		fail_msg("done: %d, said: %s", done, err.text);
}

static void a_signature_of_the_challenge_is_taken(void **state)
{
	assert_true(proves("digitalSignature", EVP_sha256(), DIGEST_SHA256, false));
	assert_true(proves("digitalSignature", EVP_sha1(), DIGEST_SHA1, true));
}

static void what_it_says_of_its_digest_is_not_believed(void **state)
{
	refused(proves("digitalSignature", EVP_sha1(), DIGEST_SHA1, false), "signs by SHA-1 only");
	refused(proves("digitalSignature", EVP_sha1(), DIGEST_SHA256, false), "is not that of its certificate");
	refused(proves("digitalSignature", EVP_sha1(), DIGEST_SHA256, true), "is not that of its certificate");
	refused(proves("digitalSignature", EVP_sha256(), DIGEST_SHA1, true), "is not that of its certificate");
}

/* The part that holds the module should have chosen another; it is not asked. */
static void a_certificate_for_another_use_proves_nothing(void **state)
{
	refused(proves("keyEncipherment", EVP_sha256(), DIGEST_SHA256, false), "no certificate for signing");
}

static int make_key(void **state)
{
	const int file = mkstemp(ca_file);
	key = EVP_RSA_gen(2048);
	return file < 0 || close(file) != 0 || !key;
}

static int forget_key(void **state)
{
	EVP_PKEY_free(key);
	arena_free(&arena);
	return unlink(ca_file);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signature_of_the_challenge_is_taken),
		cmocka_unit_test(what_it_says_of_its_digest_is_not_believed),
		cmocka_unit_test(a_certificate_for_another_use_proves_nothing),
	};
	return cmocka_run_group_tests(tests, make_key, forget_key);
}
