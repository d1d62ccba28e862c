// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import dev.parley.it.cluster.S3Objects;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A pipe on an S3 server into which {@code objects} looks past all permissions. */
record S3Ground(URI endpoint, S3Objects objects) implements Ground {
  @Override
  public void write(String bucket, String key, String object) {
    objects.write(bucket, key, object.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Map<String, String> content(String bucket) {
    return objects.content(bucket);
  }

  @Override
  public void delete(String bucket, String key) {
    objects.delete(bucket, key);
  }
}
