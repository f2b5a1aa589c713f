"""GOV.UK Notify as a play needs it, on loopback with TLS: python3 notify.py FOLDER

FOLDER holds cert.pem and key.pem; `port` is written there once it answers. What becomes of messages stands in `answer`,
read anew at each call: "delivered" or another state of Notify's, or a number such as 400, with which a message is refused.
Each message that was taken is a line of JSON in `messages`. It ends with the folder, or after five minutes.
"""
import http.server
import json
import os
import ssl
import sys
import threading
import time
import uuid

FOLDER = sys.argv[1]
FAULTS = {400: "phone_number Not a valid phone number", 403: "Invalid token: signature, api token not found"}


def answer():
    with open(os.path.join(FOLDER, "answer"), encoding="utf-8") as file:
        return file.read().strip()


class Service(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def say(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if "?" in self.path:
            self.say(200, {"notifications": []})
        else:
            self.say(200, {"id": self.path.rsplit("/", 1)[-1], "status": answer()})

    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if answer().isdigit():
            status = int(answer())
            fault = {"error": "BadRequestError", "message": FAULTS.get(status, "Internal server error")}
            self.say(status, {"status_code": status, "errors": [fault]})
            return
        with open(os.path.join(FOLDER, "messages"), "a", encoding="utf-8") as file:
            file.write(json.dumps(message, ensure_ascii=False) + "\n")
        self.say(201, {"id": str(uuid.uuid4()), "reference": message.get("reference")})


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.path.join(FOLDER, "cert.pem"), os.path.join(FOLDER, "key.pem"))
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open(os.path.join(FOLDER, "port.new"), "w", encoding="utf-8") as file:
    file.write(str(server.server_port))
os.rename(os.path.join(FOLDER, "port.new"), os.path.join(FOLDER, "port"))
for _ in range(600):
    if not os.path.isdir(FOLDER):
        break
    time.sleep(0.5)
