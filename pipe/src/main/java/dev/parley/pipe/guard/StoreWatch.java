// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stands between parties and the S3 server behind the guard: what is wrong there is told to the
 * operator, by the log, when it begins and when it ends, and to a party only as "does not serve".
 */
final class StoreWatch {
  private static final Logger log = LoggerFactory.getLogger(StoreWatch.class);

  /** What is wrong now, by bucket. */
  private final Map<String, StoreFailure> complaints = new ConcurrentHashMap<>();

  /** Calls the store. */
  <T> T call(String bucket, Supplier<T> call) {
    try {
      T answer = call.get();
      serves(bucket);
      return answer;
    } catch (SdkException e) {
      if (StoreFailure.isAnswer(e)) {
        serves(bucket);
        throw e;
      }
      fails(bucket, StoreFailure.of(e), e);
      throw StoreFailure.hidden(e);
    }
  }

  private void serves(String bucket) {
    if (complaints.remove(bucket) != null) {
      log.info("the store serves again bucket={}", bucket);
    }
  }

  private void fails(String bucket, StoreFailure failure, SdkException e) {
    if (complaints.put(bucket, failure) != failure) {
      log.error("{} | {} cause={}", failure.fact(bucket), failure.hint(), e.getMessage());
      log.debug("the store fails bucket={}", bucket, e);
    }
  }
}
