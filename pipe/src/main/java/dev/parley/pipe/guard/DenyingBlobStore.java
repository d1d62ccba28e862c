// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A store in which nothing may be done: every method of the interface is here, and denies, so that
 * what a new version of S3Proxy adds cannot be forgotten (a test counts). It is what the nameless
 * get; what a party is granted, a subclass opens again.
 *
 * <p>It forwards nothing, and extends the forwarding store only because S3Proxy asks that one what
 * kind of store it stands before.
 */
class DenyingBlobStore extends ForwardingBlobStore {

  DenyingBlobStore(BlobStore store) {
    super(store);
  }

  /** Returns what to throw, for the caller to see status 403. */
  S3ProxyException denied() {
    return new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
  }

  /** Does nothing: the store is not this party's to close. */
  @Override
  public final void close() {}

  @Override
  public ListBucketsResponse list() {
    throw denied();
  }

  @Override
  public ListBucketsResponse list(ListBucketsRequest request) {
    throw denied();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    throw denied();
  }

  @Override
  public ListObjectsV2Response list(String name) {
    throw denied();
  }

  @Override
  public ListObjectsResponse listV1(ListObjectsRequest request) {
    throw denied();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    throw denied();
  }

  @Override
  public boolean containerExists(String name) {
    throw denied();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    throw denied();
  }

  @Override
  public CreateBucketResponse createContainer(String name) {
    throw denied();
  }

  @Override
  public BucketCannedACL getContainerAccess(String name) {
    throw denied();
  }

  @Override
  public GetBucketAclResponse getContainerAcl(GetBucketAclRequest request) {
    throw denied();
  }

  @Override
  public void setContainerAccess(String name, BucketCannedACL acl) {
    throw denied();
  }

  @Override
  public void clearContainer(ListObjectsV2Request request) {
    throw denied();
  }

  @Override
  public void deleteContainer(String name) {
    throw denied();
  }

  @Override
  public void deleteBucket(String name) {
    throw denied();
  }

  @Override
  public boolean blobExists(String name, String name2) {
    throw denied();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    throw denied();
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    throw denied();
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    throw denied();
  }

  @Override
  public HeadObjectResponse blobMetadata(String name, String name2) {
    throw denied();
  }

  @Override
  public HeadObjectResponse blobMetadataIfPresent(HeadObjectRequest request) {
    throw denied();
  }

  @Override
  public HeadObjectResponse blobMetadataIfPresent(String name, String name2) {
    throw denied();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    throw denied();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(String name, String name2) {
    throw denied();
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    throw denied();
  }

  @Override
  public void removeBlob(String name, String name2) {
    throw denied();
  }

  @Override
  public DeleteObjectResponse removeBlob(String name, String name2, String name3) {
    throw denied();
  }

  @Override
  public boolean supportsVersioning() {
    return false;
  }

  @Override
  public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
    throw denied();
  }

  @Override
  public BucketVersioningStatus getBucketVersioning(String name) {
    throw denied();
  }

  @Override
  public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
    throw denied();
  }

  @Override
  public void putBucketVersioning(String name, BucketVersioningStatus status) {
    throw denied();
  }

  @Override
  public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
    throw denied();
  }

  @Override
  public boolean supportsBucketEncryption() {
    return false;
  }

  @Override
  public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
    throw denied();
  }

  @Override
  public ServerSideEncryptionConfiguration getBucketEncryption(String name) {
    throw denied();
  }

  @Override
  public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
    throw denied();
  }

  @Override
  public void putBucketEncryption(String name, ServerSideEncryptionConfiguration encryption) {
    throw denied();
  }

  @Override
  public DeleteBucketEncryptionResponse deleteBucketEncryption(
      DeleteBucketEncryptionRequest request) {
    throw denied();
  }

  @Override
  public void deleteBucketEncryption(String name) {
    throw denied();
  }

  @Override
  public boolean supportsServerSideEncryption() {
    return false;
  }

  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    throw denied();
  }

  @Override
  public ObjectCannedACL getBlobAccess(String name, String name2) {
    throw denied();
  }

  @Override
  public ObjectCannedACL getBlobAccess(String name, String name2, String name3) {
    throw denied();
  }

  @Override
  public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
    throw denied();
  }

  @Override
  public void setBlobAccess(String name, String name2, ObjectCannedACL acl) {
    throw denied();
  }

  @Override
  public void setBlobAccess(String name, String name2, ObjectCannedACL acl, String name3) {
    throw denied();
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    throw denied();
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    throw denied();
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    throw denied();
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream body) {
    throw denied();
  }

  @Override
  public boolean supportsCopyMultipartPart() {
    return false;
  }

  @Override
  public UploadPartCopyResponse copyMultipartPart(
      MultipartUpload upload, UploadPartCopyRequest request) {
    throw denied();
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    throw denied();
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String name) {
    throw denied();
  }

  @Override
  public long getMinimumMultipartPartSize() {
    throw denied();
  }
}
