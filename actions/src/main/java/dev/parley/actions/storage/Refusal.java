// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's refusal means; of its body only the code is looked at. */
final class Refusal {
  private static final int MAX_BODY_BYTES = 1 << 13;

  /** "REST error responses", Amazon S3 API Reference. */
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,64})</Code>");

  private Refusal() {}

  /** Reads the answer of a request that did not succeed. */
  static StorageException of(HttpURLConnection connection, Clock clock) throws IOException {
    int status = connection.getResponseCode();
    String code = status == HttpURLConnection.HTTP_FORBIDDEN ? code(connection) : "";
    String fact = "Storage answered with status " + status;
    switch (code) {
      case "RequestTimeTooSkewed":
        return new StorageException(
            StorageException.Kind.SKEWED, fact + ", for the clocks differ" + by(connection, clock));
      case "InvalidAccessKeyId":
      case "SignatureDoesNotMatch":
        return new StorageException(StorageException.Kind.UNIDENTIFIED, fact);
      default:
        return new StorageException(kindOf(status), fact);
    }
  }

  private static StorageException.Kind kindOf(int status) {
    switch (status) {
      case 404:
        return StorageException.Kind.MISSING;
      case 401:
      case 403:
        return StorageException.Kind.DENIED;
      // Of two conditional puts at once, the loser gets 412 from some servers and 409 from others.
      case 409:
      case 412:
        return StorageException.Kind.EXISTS;
      default:
        return StorageException.Kind.FAILED;
    }
  }

  private static String by(HttpURLConnection connection, Clock clock) {
    long there = connection.getHeaderFieldDate("Date", 0);
    if (there == 0) {
      return "";
    }
    Duration ahead = Duration.ofMillis(clock.millis() - there);
    String direction = ahead.isNegative() ? "behind" : "ahead of";
    return ": that of the action is "
        + ahead.abs().toMinutes()
        + " minutes "
        + direction
        + " that of the storage";
  }

  private static String code(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      if (in == null) {
        return "";
      }
      byte[] body = new byte[MAX_BODY_BYTES];
      int length = 0;
      int read = in.read(body);
      while (read > 0) {
        length += read;
        read = in.read(body, length, body.length - length);
      }
      Matcher code = CODE.matcher(new String(body, 0, length, StandardCharsets.UTF_8));
      return code.find() ? code.group(1) : "";
    }
  }
}
