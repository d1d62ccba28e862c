// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The store as one party sees it: five things, each where it is granted. */
final class PartyBlobStore extends DenyingBlobStore {
  private static final Logger log = LoggerFactory.getLogger(PartyBlobStore.class);
  private static final String ANY = "*";

  private final String identity;
  private final Grants grants;
  private final Map<String, Direction> buckets;
  private final TrafficMeter traffic;
  private final Doorbell doorbell;

  PartyBlobStore(BlobStore store, Party party, Doorbell doorbell) {
    super(store);
    this.identity = party.identity();
    this.grants = party.grants();
    this.buckets = grants.buckets();
    this.traffic = party.traffic();
    this.doorbell = doorbell;
  }

  /** Who it is, what is granted to whom, and what counts its calls. */
  record Party(String identity, Grants grants, TrafficMeter traffic) {}

  @Override
  S3ProxyException denied() {
    traffic.refused();
    return super.denied();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    require(Right.GET, request.bucket(), request.key());
    ResponseInputStream<GetObjectResponse> object = delegate().getBlob(request);
    Long lengthBytes = object.response().contentLength();
    traffic.get(lengthBytes == null ? 0 : lengthBytes);
    return object;
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    require(Right.GET, request.bucket(), request.key());
    HeadObjectResponse object = delegate().blobMetadata(request);
    traffic.get(0);
    return object;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    require(Right.PUT, request.bucket(), request.key());
    if (!isPlain(request)) {
      throw denied();
    }
    PutObjectResponse response = delegate().putBlob(conditional(request), body);
    Long lengthBytes = request.contentLength();
    traffic.put(lengthBytes == null ? 0 : lengthBytes);
    doorbell.ring(request.bucket(), request.key());
    return response;
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    require(Right.DELETE, request.bucket(), request.key());
    traffic.delete();
    DeleteObjectResponse response =
        delegate()
            .removeBlob(
                DeleteObjectRequest.builder().bucket(request.bucket()).key(request.key()).build());
    doorbell.ring(request.bucket(), request.key());
    return response;
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    String prefix = request.prefix();
    if (!grants.allows(identity, request.bucket(), Right.LIST)
        || (prefix != null && !ObjectKeys.isPrefix(prefix))) {
      throw denied();
    }
    traffic.list();
    return doorbell.changed(identity, request, () -> look(request));
  }

  private ListObjectsV2Response look(ListObjectsV2Request request) {
    ListObjectsV2Response page = delegate().list(request);
    List<S3Object> whole =
        page.contents().stream().filter(object -> ObjectKeys.isKey(object.key())).toList();
    return page.toBuilder().contents(whole).build();
  }

  /** Write-once is the guard's doing, not the writer's good will. */
  private PutObjectRequest conditional(PutObjectRequest request) {
    Direction direction = buckets.get(request.bucket());
    boolean lasting = direction != null && ObjectKeys.isLasting(direction, request.key());
    return lasting ? request : request.toBuilder().ifNoneMatch(ANY).build();
  }

  /** An access list would undo the guard, and another condition could undo write-once. */
  private static boolean isPlain(PutObjectRequest request) {
    return request.acl() == null
        && request.ifMatch() == null
        && (request.ifNoneMatch() == null || request.ifNoneMatch().equals(ANY));
  }

  private void require(Right right, String bucket, @Nullable String key) {
    if (!grants.allows(identity, bucket, right)) {
      log.debug("denied identity={} right={} bucket={}", identity, right, bucket);
      throw denied();
    }
    requireKey(key);
  }

  private void requireKey(@Nullable String key) {
    if (key == null || !ObjectKeys.isKey(key)) {
      traffic.refused();
      throw new S3ProxyException(S3ErrorCode.INVALID_ARGUMENT, "This key is not used here.");
    }
  }
}
