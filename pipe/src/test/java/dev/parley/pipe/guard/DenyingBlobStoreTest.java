// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that S3Proxy can ask of a store is left to a default. */
class DenyingBlobStoreTest {

  @Test
  void hasEveryMethodOfTheInterface() {
    assertThat(methods())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            method ->
                assertThat(
                        DenyingBlobStore.class.getDeclaredMethod(
                            method.getName(), method.getParameterTypes()))
                    .isNotNull());
  }

  @Test
  void deniesEveryMethodOfTheInterface(@TempDir Path folder) {
    BlobStore store = new DenyingBlobStore(new FilesystemNio2BlobStore(folder.toString()));

    assertThat(methods().filter(DenyingBlobStoreTest::isOperation))
        .hasSizeGreaterThan(45)
        .allSatisfy(
            method ->
                assertThatExceptionOfType(InvocationTargetException.class)
                    .as(method.toString())
                    .isThrownBy(() -> method.invoke(store, new Object[method.getParameterCount()]))
                    .satisfies(
                        e ->
                            assertThat(e.getCause())
                                .isInstanceOfSatisfying(
                                    S3ProxyException.class,
                                    denial ->
                                        assertThat(denial.getError())
                                            .isEqualTo(S3ErrorCode.ACCESS_DENIED))));
  }

  @Test
  void claimsNoAbilities(@TempDir Path folder) {
    BlobStore store = new DenyingBlobStore(new FilesystemNio2BlobStore(folder.toString()));

    assertThat(store.supportsVersioning()).isFalse();
    assertThat(store.supportsBucketEncryption()).isFalse();
    assertThat(store.supportsServerSideEncryption()).isFalse();
    assertThat(store.supportsCopyMultipartPart()).isFalse();
  }

  private static boolean isOperation(Method method) {
    return !method.getName().startsWith("supports") && !method.getName().equals("close");
  }

  private static Stream<Method> methods() {
    return Arrays.stream(BlobStore.class.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }
}
