// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * The SDK's clients of one S3 server, over one pool of connections.
 *
 * @param http the connections
 * @param patient tries again: for calls that may be done twice
 * @param once never tries again: for conditional puts
 */
public record S3Clients(SdkHttpClient http, S3Client patient, S3Client once)
    implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Makes clients that call when they are used. */
  public static S3Clients of(PipeSettings settings) {
    PipeTimeouts timeouts = settings.timeouts();
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(timeouts.connect())
            .socketTimeout(timeouts.read())
            // Where the pipe is stands in the settings, and nowhere else.
            .proxyConfiguration(
                ProxyConfiguration.builder()
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariablesValues(false)
                    .build())
            .tlsTrustManagersProvider(settings.server().trust()::managers)
            .build();
    RetryStrategy patient =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(timeouts.attempts())
            .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
            .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
            .build();
    return new S3Clients(
        http,
        client(settings, http, patient),
        client(settings, http, AwsRetryStrategy.doNotRetry()));
  }

  @Override
  public void close() {
    patient.close();
    once.close();
    http.close();
  }

  private static S3Client client(PipeSettings settings, SdkHttpClient http, RetryStrategy retry) {
    S3Credentials credentials = settings.credentials();
    return S3Client.builder()
        .httpClient(http)
        .endpointOverride(settings.endpoint())
        .region(Region.of(settings.region()))
        // Asked for each request, for the secret may change.
        .credentialsProvider(
            () -> AwsBasicCredentials.create(credentials.accessKey(), credentials.secret()))
        // Checksums in trailers and chunked bodies are what servers other than Amazon's lack;
        // our objects carry their own checks.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(
            S3Configuration.builder()
                .pathStyleAccessEnabled(true)
                .chunkedEncodingEnabled(false)
                .expectContinueEnabled(false)
                .build())
        .overrideConfiguration(
            calls -> calls.apiCallTimeout(settings.timeouts().call()).retryStrategy(retry))
        .build();
  }
}
