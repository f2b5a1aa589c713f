#include "deliver/wire.h"

#include <jansson.h>
#include <malloc.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Both libraries copy what they send: whatever they give back is wiped first. */
static void wipe_free(void *bytes)
{
	if (bytes)
		sodium_memzero(bytes, malloc_usable_size(bytes));
	free(bytes);
}

static void *wipe_realloc(void *bytes, size_t size)
{
	size_t had = bytes ? malloc_usable_size(bytes) : 0;
	void *more = malloc(size ? size : 1);
	if (more && bytes) {
		memcpy(more, bytes, had < size ? had : size);
		wipe_free(bytes);
	}
	return more;
}

bool wire_begin(Error *err)
{
	json_set_alloc_funcs(malloc, wipe_free);
	if (sodium_init() < 0)
		return fail(err, ERROR_SYSTEM, "The system gives no random numbers: nothing can be sent.");
	return curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wipe_free, wipe_realloc, strdup, calloc) == CURLE_OK ||
	       fail(err, ERROR_SYSTEM, "libcurl cannot be started: nothing can be sent.");
}

void wire_end(void)
{
	curl_global_cleanup();
}

CURL *wire_open(const char *url, const char *protocols, const char *ca_file, const char *proxy, int timeout)
{
	CURL *curl = curl_easy_init();
	if (!curl)
		abort();
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)timeout);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)timeout);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROXY, text_or(proxy, ""));
	if (ca_file) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL); /* else the system's count beside it */
	}
	return curl;
}

void wire_why(CURLcode code, const char *service, int timeout, char out[SENT_WHY_ROOM])
{
	const char *format = "The connection to %s broke off.";
	/* -Wswitch-enum would have all hundred of them named */
	int which = (int)code;
	switch (which) {
	case CURLE_OPERATION_TIMEDOUT:
		text_print(out, SENT_WHY_ROOM, "%s did not answer within %d s.", service, timeout);
		return;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY: format = "The address of %s is not found: is the network there?"; break;
	case CURLE_COULDNT_CONNECT: format = "%s cannot be reached: is the network there?"; break;
	case CURLE_PEER_FAILED_VERIFICATION: format = "The certificate of %s is not valid: nothing was sent."; break;
	case CURLE_SSL_CACERT_BADFILE: format = "The ca-file for %s in sharedesk.ini cannot be read."; break;
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER: format = "No encrypted connection to %s could be made: nothing was sent."; break;
	case CURLE_USE_SSL_FAILED: format = "%s offers no encryption (STARTTLS): nothing was sent."; break;
	case CURLE_URL_MALFORMAT:
	case CURLE_UNSUPPORTED_PROTOCOL: format = "The url of %s in sharedesk.ini is not an address."; break;
	default: break;
	}
	const char *at = strstr(format, "%s");
	text_print(out, SENT_WHY_ROOM, "%.*s%s%s", (int)(at - format), format, service, at + 2);
}

/* More than an answer of this service can be is no answer. */
static size_t take(char *bytes, size_t one, size_t count, void *self)
{
	Text *body = self;
	if (body->length + one * count > WIRE_ANSWER_MAX)
		return 0;
	text_add_bytes(body, bytes, one * count);
	return one * count;
}

static struct curl_slist *headers(const WireCall *call, Arena *arena)
{
	struct curl_slist *list = curl_slist_append(NULL, arena_print(arena, "Authorization: Bearer %s", call->token));
	list = curl_slist_append(list, "Accept: application/json");
	if (call->body) {
		list = curl_slist_append(list, "Content-Type: application/json");
		list = curl_slist_append(list, "Expect:");
	}
	return list;
}

bool wire_call(const WireCall *call, Arena *arena, WireAnswer *ret_answer, Sent *ret_sent)
{
	Text body = {.arena = arena};
	CURL *curl = wire_open(call->url, "https", call->ca_file, call->proxy, call->timeout);
	struct curl_slist *list = headers(call, arena);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "sharedesk-deliver/" SHAREDESK_VERSION);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
	if (call->body) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call->body);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(call->body));
	}
	CURLcode code = curl_easy_perform(curl);
	WireAnswer answer = {.body = "", .whole = code == CURLE_OK};
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
	if (answer.whole)
		answer.body = text_done(&body);
	else {
		*ret_sent = (Sent){.outcome = SENT_AGAIN};
		wire_why(code, "GOV.UK Notify", call->timeout, ret_sent->why);
	}
	curl_slist_free_all(list);
	curl_easy_cleanup(curl);
	*ret_answer = answer;
	return answer.whole;
}
