# The example bank. Without arguments it prints its help: docker run --rm fallback-bank
# Built with both BuildKit and the classic builder, hence no cache mounts.
ARG MAVEN_IMAGE=maven:3-eclipse-temurin-17
ARG JRE_IMAGE=eclipse-temurin:17-jre

FROM ${MAVEN_IMAGE} AS build
WORKDIR /source
COPY . .
# The tests have their own command, mvn verify: some of them start servers, which a build of an
# image should not. The libraries go to bank-backend/target/dependency.
RUN mvn -B -ntp -pl bank-backend -am -Dmaven.test.skip=true -Dspotless.check.skip=true \
        package dependency:copy-dependencies -DincludeScope=runtime \
    && mkdir /own \
    && mv bank-backend/target/dependency/fallback-*.jar bank-backend/target/bank-backend-*.jar /own

FROM ${JRE_IMAGE}
# The same number on every machine, so that volumes can be given to this user.
RUN groupadd --gid 10001 bank \
    && useradd --uid 10001 --gid bank --create-home --home-dir /var/lib/bank bank
# Two layers: libraries change seldom, the bank's own jars with every commit.
COPY --from=build /source/bank-backend/target/dependency /opt/bank/libraries
COPY --from=build /own /opt/bank/own
USER bank
# The log is written to .bank/bank.log here; warnings go to standard error too.
WORKDIR /var/lib/bank
EXPOSE 9999
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
            "-cp", "/opt/bank/own/*:/opt/bank/libraries/*", "dev.fallback.bank.Bank"]
CMD ["--help"]
