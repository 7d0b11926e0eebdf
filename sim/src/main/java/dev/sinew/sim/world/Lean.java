package dev.sinew.sim.world;

import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.ObjectType;
import java.util.Optional;

/// What reports say of a robot's balance: lean and place of the site that its model names `upright`, whose z axis
/// points up when the robot stands as it should.
final class Lean {
    private static final String SITE = "upright";

    private final Optional<Site> site;

    /// @param place `[worlds, 3 sites]`, m
    /// @param turn `[worlds, 9 sites]`, rows of the rotation to the world
    /// @param begin x and y where each world began, m
    private record Site(int id, DoubleField place, DoubleField turn, Begin begin) {}

    /// Where the worlds began.
    private static final class Begin {
        private final double[] x;
        private final double[] y;

        Begin(int worlds) {
            x = new double[worlds];
            y = new double[worlds];
        }
    }

    Lean(Model model, Batch batch) {
        Optional<Site> found = Optional.empty();
        for (int id = 0; id < model.count(ObjectType.SITE) && found.isEmpty(); id++) {
            if (model.name(ObjectType.SITE, id).filter(SITE::equals).isPresent()) {
                found = Optional.of(
                        new Site(id, batch.output("site_xpos"), batch.output("site_xmat"), new Begin(batch.worlds())));
            }
        }
        site = found;
    }

    boolean known() {
        return site.isPresent();
    }

    void begin(int world) {
        if (site.isPresent()) {
            Site at = site.get();
            at.begin.x[world] = at.place.get(world, 3 * at.id);
            at.begin.y[world] = at.place.get(world, 3 * at.id + 1);
        }
    }

    double tilt(int world) {
        if (site.isEmpty()) {
            return 0;
        }
        Site at = site.get();
        return StrictMath.acos(Math.clamp(at.turn.get(world, 9 * at.id + 8), -1, 1));
    }

    double travel(int world) {
        if (site.isEmpty()) {
            return 0;
        }
        Site at = site.get();
        double x = at.place.get(world, 3 * at.id) - at.begin.x[world];
        double y = at.place.get(world, 3 * at.id + 1) - at.begin.y[world];
        return Math.hypot(x, y);
    }
}
