// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** First line and headers of a request or a response, as in RFC 9112. */
record HttpHead(String firstLine, List<String> headers) {

  HttpHead {
    headers = List.copyOf(headers);
  }

  /** Reads a head, or returns null if there are no more. */
  static @Nullable HttpHead read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    List<String> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.add(line);
    }
    return new HttpHead(first, headers);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** The second word: the target of a request, the status of a response. */
  String second() {
    return firstLine.split(" ", 3)[1];
  }

  /** Whether another response to the same request follows. */
  boolean isInterim() {
    return second().startsWith("1");
  }

  /** Whether this response to {@code method} has a body. */
  boolean hasBody(String method) {
    return !method.equals("HEAD") && !second().equals("204") && !second().equals("304");
  }

  /** The length of the body; 0 if it is not told. */
  long contentLength() {
    return header("content-length").map(Long::parseLong).orElse(0L);
  }

  /** Whether the client waits for leave before it sends the body. */
  boolean expectsLeave() {
    return header("expect").isPresent();
  }

  private boolean isChunked() {
    return header("transfer-encoding").isPresent();
  }

  private Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(h -> h.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** The same with a body of another length, and without a checksum over it. */
  HttpHead ofLength(int length) {
    List<String> kept = new ArrayList<>();
    for (String header : headers) {
      String name = header.toLowerCase(Locale.ROOT).split(":", 2)[0];
      if (!name.equals("content-length") && !name.equals("etag") && !name.contains("checksum")) {
        kept.add(header);
      }
    }
    kept.add("Content-Length: " + length);
    return new HttpHead(firstLine, kept);
  }

  /** A response that says that there is no such object. */
  HttpHead notFound(int length) {
    return new HttpHead("HTTP/1.1 404 Not Found", ofLength(length).headers());
  }

  void write(OutputStream out) throws IOException {
    String text =
        firstLine + "\r\n" + String.join("", headers.stream().map(h -> h + "\r\n").toList());
    out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes the head, and carries the body behind it. */
  void carry(InputStream in, OutputStream out) throws IOException {
    write(out);
    if (!isChunked()) {
      carry(in, out, contentLength());
      return;
    }
    long length;
    do {
      String size = line(in);
      out.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      length = Long.parseLong(size.split(";", 2)[0].strip(), 16);
      carry(in, out, length + 2);
    } while (length > 0);
  }

  private static void carry(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[1 << 14];
    for (long left = length; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("A body breaks off");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
