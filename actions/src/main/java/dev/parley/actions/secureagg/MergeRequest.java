// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import com.google.gson.JsonObject;
import dev.parley.actions.storage.Credentials;
import dev.parley.actions.storage.ObjectStorage;
import dev.parley.actions.storage.TrustedServers;
import dev.parley.wire.MergeTicket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which query to merge, from whose partials, and where they lie. Nothing in it names an object:
 * those names are derived, so that nobody can point the action at others. Nor does it name a query:
 * the id is derived from the ticket, so that nobody but the asking gateway can name one.
 */
final class MergeRequest {
  /** Each node is an open connection with its buffers. */
  private static final int MAX_NODES = 500;

  private static final Pattern FEDERATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern PARTY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern TICKET = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern CREDENTIAL = Pattern.compile("[!-~]{1,256}");
  private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]{1,255}/?");
  private static final Pattern PEM = Pattern.compile("[ -~\\r\\n\\t]{1,262144}");
  private static final List<String> KNOWN =
      Collections.unmodifiableList(
          Arrays.asList(
              "endpoint",
              "accessKey",
              "secretKey",
              "region",
              "trust",
              "federation",
              "analyst",
              "ticket",
              "nodes"));

  private final String federation;
  private final String analyst;
  private final String query;
  private final List<String> nodes;
  private final ObjectStorage storage;

  private MergeRequest(Parameters parameters) throws RefusedException {
    parameters.requireOnly(KNOWN);
    this.federation = parameters.text("federation", FEDERATION, RefusalCode.INVALID_DEPLOYMENT);
    this.storage = storage(parameters);
    this.analyst = parameters.text("analyst", PARTY, RefusalCode.INVALID_PARAMETERS);
    this.query =
        MergeTicket.ofHex(parameters.text("ticket", TICKET, RefusalCode.INVALID_PARAMETERS))
            .queryIdHex();
    this.nodes = Collections.unmodifiableList(parameters.texts("nodes", PARTY, MAX_NODES));
  }

  static MergeRequest of(JsonObject parameters) throws RefusedException {
    return new MergeRequest(new Parameters(parameters));
  }

  String federation() {
    return federation;
  }

  String analyst() {
    return analyst;
  }

  /** 32 hexadecimal digits. */
  String query() {
    return query;
  }

  /** The nodes whose partials are to be merged, sorted, none twice; unmodifiable. */
  List<String> nodes() {
    return nodes;
  }

  ObjectStorage storage() {
    return storage;
  }

  private static ObjectStorage storage(Parameters parameters) throws RefusedException {
    RefusalCode otherwise = RefusalCode.INVALID_DEPLOYMENT;
    URI endpoint = endpoint(parameters.text("endpoint", ENDPOINT, otherwise));
    Credentials credentials =
        new Credentials(
            parameters.text("accessKey", CREDENTIAL, otherwise),
            parameters.text("secretKey", CREDENTIAL, otherwise));
    ObjectStorage storage =
        new ObjectStorage(endpoint, credentials, parameters.text("region", REGION, otherwise));
    return parameters.has("trust") ? storage.trusting(trust(parameters, endpoint)) : storage;
  }

  private static TrustedServers trust(Parameters parameters, URI endpoint) throws RefusedException {
    RefusalCode otherwise = RefusalCode.INVALID_DEPLOYMENT;
    String pem = parameters.text("trust", PEM, otherwise);
    if (!endpoint.getScheme().equals("https")) {
      throw new RefusedException(otherwise, "trust is set, and endpoint is not https");
    }
    try {
      return TrustedServers.of(pem);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(otherwise, "trust holds no certificate, or a damaged one");
    }
  }

  private static URI endpoint(String text) throws RefusedException {
    try {
      URI endpoint = new URI(text);
      if (endpoint.getHost() != null) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      // Told below, as for an endpoint without a host; the parser's message would repeat the text.
    }
    throw new RefusedException(RefusalCode.INVALID_DEPLOYMENT, "endpoint is missing or malformed");
  }
}
