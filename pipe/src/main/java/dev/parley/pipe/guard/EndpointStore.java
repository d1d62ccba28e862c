// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.PipeTimeouts;
import dev.parley.pipe.S3Clients;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.guard.GuardSettings.Endpoint;
import java.io.InputStream;
import java.time.Duration;
import org.gaul.s3proxy.awssdk.AwsS3SdkBlobStore;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.Credentials;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Another S3 server behind the guard, over connections of our own: S3Proxy's cannot be told whose
 * certificates to trust, goes by way of any proxy that the environment names, and waits for as long
 * as it takes. It is what this one stands before, so that S3Proxy sees what kind of store it is.
 */
final class EndpointStore extends ForwardingBlobStore {
  private static final int NOT_FOUND = 404;

  /** Shorter than what parties wait for the guard, or they would think that it is the guard. */
  private static final PipeTimeouts TIMEOUTS =
      new PipeTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(7), Duration.ofSeconds(8), 3);

  private final S3Clients clients;
  private final EndpointPut put;
  private final StoreWatch watch = new StoreWatch();

  private EndpointStore(BlobStore kind, S3Clients clients) {
    super(kind);
    this.clients = clients;
    this.put = new EndpointPut(clients, TIMEOUTS);
  }

  static EndpointStore of(Endpoint endpoint) {
    S3Credentials credentials = endpoint.credentials();
    return new EndpointStore(
        new AwsS3SdkBlobStore(
            () -> new Credentials(credentials.accessKey(), credentials.secret()),
            endpoint.server().uri().toString(),
            PipeSettings.DEFAULT_REGION,
            "native",
            "false",
            "false"),
        S3Clients.of(
            new PipeSettings(
                endpoint.server(), credentials, PipeSettings.DEFAULT_REGION, TIMEOUTS)));
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    return watch.call(request.bucket(), () -> clients.patient().listObjectsV2(request));
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return watch.call(request.bucket(), () -> clients.patient().getObject(request));
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return watch.call(request.bucket(), () -> clients.patient().headObject(request));
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    return watch.call(request.bucket(), () -> put.put(request, body));
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    return watch.call(request.bucket(), () -> clients.patient().deleteObject(request));
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    try {
      return clients.patient().headBucket(request);
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND) {
        throw e;
      }
      // an answer without a body does not tell what is not there
      throw NoSuchBucketException.builder().statusCode(NOT_FOUND).cause(e).build();
    }
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    return clients.patient().createBucket(request);
  }

  @Override
  public void close() {
    clients.close();
    super.close();
  }
}
