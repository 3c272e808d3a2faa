package dev.fallback.testkit.internal.artifact;

import dev.fallback.testkit.ServerStartException;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Resolves artifacts as the user's Maven does: with the mirrors, proxies, credentials and local
 * repository of the user's settings, or the local repository named by {@code -Dmaven.repo.local}.
 */
public final class MavenRepository {
  private MavenRepository() {}

  /** The jars an artifact needs at run time, itself first. */
  static List<Path> runtimeClassPath(String coordinates) {
    try (Context context = context()) {
      var root = new Dependency(new DefaultArtifact(coordinates), "runtime");
      var collect = new CollectRequest(root, context.remoteRepositories());
      DependencyResult result =
          context
              .repositorySystem()
              .resolveDependencies(
                  context.repositorySystemSession(),
                  new DependencyRequest(collect, DependencyFilterUtils.classpathFilter("runtime")));
      return result.getArtifactResults().stream()
          .map(ArtifactResult::getArtifact)
          .map(MavenRepository::file)
          .toList();
    } catch (RepositoryException e) {
      throw unresolved(coordinates, e);
    }
  }

  /** The file of one artifact, without its dependencies. */
  public static Path file(String coordinates) {
    try (Context context = context()) {
      return file(
          context
              .repositorySystem()
              .resolveArtifact(
                  context.repositorySystemSession(),
                  new ArtifactRequest(
                      new DefaultArtifact(coordinates), context.remoteRepositories(), ""))
              .getArtifact());
    } catch (RepositoryException e) {
      throw unresolved(coordinates, e);
    }
  }

  private static Path file(Artifact artifact) {
    return artifact.getFile().toPath().toAbsolutePath();
  }

  private static Context context() {
    ContextOverrides.Builder overrides = ContextOverrides.create().withUserSettings(true);
    String local = System.getProperty("maven.repo.local", "");
    if (!local.isEmpty()) {
      overrides.withLocalRepositoryOverride(Path.of(local).toAbsolutePath());
    }
    return Runtimes.INSTANCE.getRuntime().create(overrides.build());
  }

  private static ServerStartException unresolved(String coordinates, RepositoryException e) {
    return new ServerStartException(
        "%s was not found in the local Maven repository and could not be downloaded: %s. Check the network and the mirrors and proxies in Maven's settings.xml; once it is in the local repository no network is needed."
            .formatted(coordinates, e.getMessage()),
        e);
  }
}
