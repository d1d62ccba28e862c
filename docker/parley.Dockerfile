# SPDX-License-Identifier: Apache-2.0
# Any party of Parley: gateway, node, pipe, deploy. Built from what `mvn -DskipTests package` made;
# .dockerignore leaves out the databases that demo and tests bring along.
FROM eclipse-temurin:17-jre-jammy

WORKDIR /opt/parley
COPY LICENSE parley ./
COPY cli/target/parley-cli.jar cli/target/parley-cli.jar
COPY cli/target/lib cli/target/lib

# Settings and state; the host's folder of one party is mounted here.
WORKDIR /parley
USER 1000:1000
ENTRYPOINT ["/opt/parley/parley"]
CMD ["--help"]
