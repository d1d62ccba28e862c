// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.invocation;

import dev.parley.actions.storage.Credentials;
import dev.parley.actions.storage.ObjectStorage;
import dev.parley.actions.storage.TrustedServers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The pipe as the cloud operator has bound it to the actions: where it is, and as whom. */
public final class BoundPipe {
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern CREDENTIAL = Pattern.compile("[!-~]{1,256}");
  private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]{1,255}/?");
  private static final Pattern PEM = Pattern.compile("[ -~\\r\\n\\t]{0,262144}");

  private BoundPipe() {}

  /** The names of the parameters that are read here, and {@code others}. */
  public static List<String> namesAnd(String... others) {
    List<String> names =
        new ArrayList<>(Arrays.asList("endpoint", "accessKey", "secretKey", "region", "trust"));
    names.addAll(Arrays.asList(others));
    return Collections.unmodifiableList(names);
  }

  /**
   * Returns the pipe, with which nobody has talked yet.
   *
   * @throws RefusedException with {@link RefusalCode#INVALID_DEPLOYMENT}
   */
  public static ObjectStorage of(Parameters parameters) throws RefusedException {
    RefusalCode otherwise = RefusalCode.INVALID_DEPLOYMENT;
    URI endpoint = endpoint(parameters.text("endpoint", ENDPOINT, otherwise));
    Credentials credentials =
        new Credentials(
            parameters.text("accessKey", CREDENTIAL, otherwise),
            parameters.text("secretKey", CREDENTIAL, otherwise));
    ObjectStorage storage =
        new ObjectStorage(endpoint, credentials, parameters.text("region", REGION, otherwise));
    // Empty where there is none, for OpenWhisk would let an invocation add what is not bound.
    String pem = parameters.has("trust") ? parameters.text("trust", PEM, otherwise) : "";
    return pem.isEmpty() ? storage : storage.trusting(trust(pem, endpoint));
  }

  private static TrustedServers trust(String pem, URI endpoint) throws RefusedException {
    RefusalCode otherwise = RefusalCode.INVALID_DEPLOYMENT;
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
