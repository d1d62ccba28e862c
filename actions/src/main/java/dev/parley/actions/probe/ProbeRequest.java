// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.probe;

import com.google.gson.JsonObject;
import dev.parley.actions.invocation.BoundPipe;
import dev.parley.actions.invocation.Parameters;
import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.actions.storage.ObjectStorage;
import dev.parley.wire.PipeNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to knock at. All of it is bound and final when the probe is deployed, so that whoever may
 * invoke it can choose nothing.
 */
final class ProbeRequest {
  private static final int MAX_READS = 100;
  private static final int MAX_ADDRESSES = 32;
  private static final Pattern FEDERATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final String PARTY = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final Pattern READ = Pattern.compile(PARTY + "/" + PARTY);
  private static final List<String> KNOWN =
      BoundPipe.namesAnd("federation", "reads", "unreachable");

  private final ObjectStorage storage;
  private final PipeNames names;
  private final List<String> reads;
  private final List<Address> unreachable;

  private ProbeRequest(Parameters parameters) throws RefusedException {
    RefusalCode otherwise = RefusalCode.INVALID_DEPLOYMENT;
    parameters.requireOnly(KNOWN);
    this.storage = BoundPipe.of(parameters);
    this.names = new PipeNames(parameters.text("federation", FEDERATION, otherwise));
    this.reads = parameters.texts("reads", READ, MAX_READS, otherwise);
    List<Address> addresses = new ArrayList<>();
    for (String text : parameters.texts("unreachable", Address.FORM, MAX_ADDRESSES, otherwise)) {
      Address address = new Address(text);
      if (!address.isValid()) {
        throw new RefusedException(otherwise, "unreachable has a port that is none");
      }
      addresses.add(address);
    }
    this.unreachable = Collections.unmodifiableList(addresses);
  }

  static ProbeRequest of(JsonObject parameters) throws RefusedException {
    return new ProbeRequest(new Parameters(parameters));
  }

  ObjectStorage storage() {
    return storage;
  }

  /** The buckets that the actions must be able to read; unmodifiable. */
  List<String> buckets() {
    List<String> buckets = new ArrayList<>();
    for (String read : reads) {
      int slash = read.indexOf('/');
      buckets.add(names.out(read.substring(0, slash), read.substring(slash + 1)));
    }
    return Collections.unmodifiableList(buckets);
  }

  /** A bucket of nobody, to hear whether the pipe knows the credential. */
  String nobodys() {
    return names.out("probe", "probe");
  }

  /** What no container may reach; unmodifiable. */
  List<Address> unreachable() {
    return unreachable;
  }
}
