// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone;

import dev.parley.ozone.kerberos.SecuredOzone;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * {@code OzoneMain open|kerberos FOLDER}: starts an Ozone that keeps everything in the folder,
 * prints {@code READY} and its S3 endpoint, and answers each line of standard input with {@code
 * DONE}, or {@code FAILED} and why. Ends with standard input, or on SIGTERM.
 */
public final class OzoneMain {
  private OzoneMain() {}

  public static void main(String[] args) {
    try {
      serve(args);
    } catch (Exception e) {
      LoggerFactory.getLogger(OzoneMain.class).error("Ozone does not start", e);
      // Services leave threads behind that would keep this process.
      Runtime.getRuntime().halt(1);
    }
    System.exit(0);
  }

  private static void serve(String[] args) throws Exception {
    // Libraries print to standard output now and then; answers are the only thing on ours.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Path folder = Files.createDirectories(Path.of(args[1])).toRealPath();
    RunningOzone ozone =
        args[0].equals("kerberos") ? SecuredOzone.start(folder) : OpenOzone.start(folder);
    Thread stop = new Thread(ozone::close, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    out.println("READY " + ozone.endpoint());
    obey(ozone, out);
  }

  private static void obey(RunningOzone ozone, PrintStream out) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(answer(ozone, line.strip()));
    }
  }

  private static String answer(RunningOzone ozone, String command) {
    try {
      ozone.run(command);
      return "DONE";
    } catch (Exception e) {
      return "FAILED " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
  }
}
