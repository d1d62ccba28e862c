// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;

/**
 * The two requests that an action makes of an S3 server: get an object, and put one that must be
 * new. Path style, signed, with timeouts, without redirects or retries. Bucket and key names must
 * need no percent-encoding; those of the pipe are letters, digits, dashes and slashes.
 */
public final class ObjectStorage {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 20_000;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String SHA256_OF_NOTHING = Sha256.hexOf("");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final URI endpoint;
  private final SignatureV4 signature;
  private final Clock clock;
  private final Optional<TrustedServers> trust;

  /**
   * Reaches a server.
   *
   * @param endpoint scheme, host and perhaps port; nothing else
   */
  public ObjectStorage(URI endpoint, Credentials credentials, String region) {
    this(endpoint, new SignatureV4(credentials, region), Clock.systemUTC(), Optional.empty());
  }

  ObjectStorage(URI endpoint, SignatureV4 signature, Clock clock) {
    this(endpoint, signature, clock, Optional.empty());
  }

  private ObjectStorage(
      URI endpoint, SignatureV4 signature, Clock clock, Optional<TrustedServers> trust) {
    this.endpoint = endpoint;
    this.signature = signature;
    this.clock = clock;
    this.trust = trust;
  }

  /** The same, which talks over TLS with nobody but these servers. */
  public ObjectStorage trusting(TrustedServers servers) {
    return new ObjectStorage(endpoint, signature, clock, Optional.of(servers));
  }

  /**
   * Opens an object; the caller closes the stream.
   *
   * @throws StorageException if the server answers with anything but 200
   */
  public InputStream get(String bucket, String key) throws IOException {
    HttpURLConnection connection = open("GET", "/" + bucket + "/" + key, SHA256_OF_NOTHING);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      try {
        throw Refusal.of(connection, clock);
      } finally {
        connection.disconnect();
      }
    }
    return connection.getInputStream();
  }

  /**
   * Writes an object which must not be there yet; the spool is used up.
   *
   * @throws StorageException of kind EXISTS if it is there, and of another kind if the server
   *     answers with anything else but success
   */
  public void putNew(String bucket, String key, Spool object) throws IOException {
    HttpURLConnection connection = open("PUT", "/" + bucket + "/" + key, object.sha256Hex());
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(object.length());
    if (object.length() > BUFFER_BYTES) {
      // A server that refuses at once resets the connection under a long body, and nobody learns
      // why. Not for short ones, which fit its buffers: HttpURLConnection loses a final status
      // that arrives together with the "100 Continue".
      connection.setRequestProperty("Expect", "100-Continue");
    }
    try {
      send(object, connection);
      if (connection.getResponseCode() / 100 != 2) {
        throw Refusal.of(connection, clock);
      }
    } finally {
      connection.disconnect();
    }
  }

  private void send(Spool object, HttpURLConnection connection) throws IOException {
    OutputStream out;
    try {
      out = connection.getOutputStream();
    } catch (ProtocolException e) {
      // The server's answer was not "100 Continue"; the connection has kept it.
      throw Refusal.of(connection, clock);
    }
    try (InputStream in = object.input()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
      out.close();
    }
  }

  private HttpURLConnection open(String method, String path, String sha256) throws IOException {
    TreeMap<String, String> signed = new TreeMap<>();
    signed.put("host", hostHeader());
    signed.put(SignatureV4.DATE_HEADER, TIME.format(clock.instant()));
    signed.put(SignatureV4.CONTENT_HEADER, sha256);
    if (method.equals("PUT")) {
      signed.put("if-none-match", "*");
    }
    HttpURLConnection connection =
        (HttpURLConnection) endpoint.resolve(path).toURL().openConnection();
    if (trust.isPresent()) {
      // A cast that fails rather than talks in the clear.
      ((HttpsURLConnection) connection).setSSLSocketFactory(trust.get().sockets());
    }
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    for (Map.Entry<String, String> header : signed.entrySet()) {
      // HttpURLConnection writes the host itself, in this same form.
      if (!header.getKey().equals("host")) {
        connection.setRequestProperty(header.getKey(), header.getValue());
      }
    }
    connection.setRequestProperty("Authorization", signature.authorization(method, path, signed));
    return connection;
  }

  private String hostHeader() {
    int port = endpoint.getPort();
    boolean usual = port == -1 || port == (endpoint.getScheme().equals("https") ? 443 : 80);
    return usual ? endpoint.getHost() : endpoint.getHost() + ":" + port;
  }
}
